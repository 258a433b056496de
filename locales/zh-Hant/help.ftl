# The help page and the first steps.

## Help
help-offline = 服務台斷線時
help-offline-1 = 照常工作。工單、客戶和知識都在這台電腦上，您做的每件事都先寫進本機。
help-offline-2 = 恢復後，等待的內容依序送出，每項只生效一次。不必重送。
help-banner = 橫幅在說什麼
help-banner-1 = 連不上團隊伺服器時出現，恢復後消失。「截至」是您所見內容的時間。
help-banner-2 = 狀態列數著等待、待您決定和未確認的內容。點數字就能看到是哪些。
help-states = 您寫的內容到了哪一步
help-waiting = 已存本機，會依序自動送出。
help-sending = 正在傳往團隊伺服器。
help-sent = 團隊伺服器和同事已經收到。
help-held = 沒有送出，因為來了您沒看過的內容。在「待您決定」中看過再定。
help-uncertain = 送出了，但沒有收到回音。Holdfast 會自己再問，只算一次。您不必做什麼。
help-rejected = 團隊伺服器沒有接受。您的文字還在，原因寫在旁邊。
help-find = 找東西
help-find-1 = 指令面板能找動作、工單和知識：打幾個字、拼音或首字母都行。以 > 開頭只找動作，以 # 開頭只找工單編號。
help-find-2 = 知識用簡體、繁體、英文都能找，也能按意思找，離線也行。
help-next = 下一張
help-next-1 = 按一個鍵，開啟眼下最要緊的工單，並說明原因。清單中另有兩個鍵上下移動。
help-capture = 登記電話
help-capture-1 = 先輸入號碼，客戶和未結的工單就在旁邊。離線時先用本機的編號，恢復後換成正式編號。
help-write = 寫回覆
help-write-1 = 每次停頓都會儲存，程式當掉也不會遺失。按鈕上方寫著會發生什麼。輸入 / 可用現成話術。
help-keys = 快速鍵
help-keys-1 = 每個指令都可以有快速鍵，也都能在設定中變更。打字或輸入法組字時，字母就是字母。
help-data = 資料在哪裡
help-data-1 = 在這台電腦上您自己的資料夾裡，已加密。鎖定後，客戶的內容都讀不到。
help-data-2 = 要換電腦時，可以把沒送出的內容存成檔案帶走。

## The first steps
tour-title = 新手導覽
tour-start = 一分鐘導覽
tour-at = 第 { $n } 步，共 { $of } 步
tour-next = 下一步
tour-back = 上一步
tour-skip = 略過
tour-close = 關閉
tour-done = 開始工作
tour-list = 您的工單
tour-list-more = 最要緊的在最前面，並寫著還剩多少時間。上下移動：
tour-next-up = 接下來做什麼
tour-next-up-more = 按一個鍵開啟眼下最要緊的工單，並說明原因：
tour-write = 在這裡看，在這裡寫
tour-write-more = 要寫的文字總在這一欄的底部，邊打邊存。回覆和傳送：
tour-state = 現在是什麼情況
tour-state-more = 服務台斷線時，照常工作。這裡會寫明斷線、所見內容的時間和等待的內容。
tour-find = 打幾個字就能找到
tour-find-more = 動作、工單、客戶、知識，拼音和首字母也行。指令面板和全部快速鍵：
tour-capture = 電話來了
tour-capture-more = 在任何地方都能登記，邊輸號碼邊找客戶。隨時可看說明：
