# 读屏听到的话，以及越过窗口边框的捷径。
skip-list = 跳到列表
skip-text = 跳到您写的内容
announce-held =
    { $n ->
        [0] 已没有待您决定的内容
       *[other] { $n } 项待您决定
    }
announce-uncertain =
    { $n ->
        [0] 已没有未确认的内容
       *[other] { $n } 项未确认
    }
announce-rejected =
    { $n ->
        [0] 已没有未被接受的内容
       *[other] { $n } 项未被接受
    }
announce-list =
    { $n ->
        [0] { $view }：没有工单
       *[other] { $view }：{ $n } 张工单
    }
announce-draft = 草稿已存
server-process = 进程 { $pid }
