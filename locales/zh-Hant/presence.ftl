# 誰在哪裡：工單裡的同事、回覆後工單歸誰、這張工作檯的狀態。

# 工單頁首
presence-here = 此刻在這張工單裡
presence-looks = { $name } 正在檢視這張工單
presence-notes = { $name } 正在寫備註
presence-replies = { $name } 正在寫回覆

# 清單
presence-row-looks = { $names } 正在檢視
presence-row-writes = { $names } 正在裡面寫

# 撰寫框
presence-cross-writes = { $name } 也在回覆
presence-cross-writes-many = { $n } 位同事也在回覆
presence-cross-sent = 您動筆之後，{ $name } 已在 { $time } 回覆
presence-cross-show = 檢視那則回覆
will-claim-now = 您現在就認領這張工單

# 系統匣
tray-state-connecting = 正在連線
tray-state-online = 線上
tray-state-offline = 離線，在本機照常工作
tray-state-locked = 已鎖定
tray-state-alerts = 待看提醒：{ $n } 則
