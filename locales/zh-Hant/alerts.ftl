# 系統通知裡的話。工作台鎖定時不顯示客戶內容。
alert-breach-title = 工單 { $number }：{ $clock }已逾時
alert-warning-title = 工單 { $number }：{ $clock }須於 { $due } 前完成
alert-held-title = 工單 { $number }：沒有送出，等您決定
alert-held-late-title = 工單 { $number }：已停住一小時，主管也會收到提醒
alert-held-lead-title = 工單 { $number }：{ $by }一小時未決定
alert-body = { $customer }：{ $subject }
alert-body-locked = 解鎖工作台後查看
alert-open = 開啟工單
alert-open-list = 開啟清單
alert-snooze = 5 分鐘後再提醒
alert-storm-title = { $count } 張工單即將或已經逾時
alert-storm-body = 最急的是 { $number }，其餘請看提醒清單
alert-doubtful = 本機時鐘可能不準，時間為大約
clock-name-firstResponse = 首次回覆
clock-name-nextResponse = 下次回覆
clock-name-resolution = 解決
clock-name-decision = 決定
