# 螢幕報讀聽到的話，以及越過視窗邊框的捷徑。
skip-list = 跳到清單
skip-text = 跳到您寫的內容
announce-held =
    { $n ->
        [0] 已沒有待您決定的內容
       *[other] { $n } 項待您決定
    }
announce-uncertain =
    { $n ->
        [0] 已沒有未確認的內容
       *[other] { $n } 項未確認
    }
announce-rejected =
    { $n ->
        [0] 已沒有未被接受的內容
       *[other] { $n } 項未被接受
    }
announce-list =
    { $n ->
        [0] { $view }：沒有工單
       *[other] { $view }：{ $n } 張工單
    }
announce-draft = 草稿已存
server-process = 程序 { $pid }
