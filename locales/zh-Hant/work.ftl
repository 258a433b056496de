# 傳送、延後、結案與轉接。

# 由 Rust 說出
waits-until = 定於 { $time } 送出
event-raised = 緊急程度由 { $from } 升為 { $to }：客戶不得不再次詢問
closing-told = 已告知客戶
closing-not-told = 未告知客戶
closing-satisfied = 滿意
closing-unsatisfied = 不滿意
closing-notAsked = 未詢問
demand-basic = 基礎諮詢
demand-complex = 複雜訴求
demand-latent = 潛在需求
field-demand = 需求類型
operation-forward = 轉寄
kind-forward = 轉寄
forward-subject = 轉寄：{ $subject }
forward-head = ---------- 轉寄內容 ----------
forward-from = { $name }，{ $time }：
operation-callBack = 回電
operation-snooze = 延後
operation-wake = 取回
operation-link = 關聯
kind-callBack = 回電
kind-snooze = 延後
kind-wake = 取回
kind-link = 關聯
operation-setFilter = 團隊清單
operation-changeCustomer = 客戶資料
operation-joinCustomer = 合併客戶
operation-partCustomer = 拆分客戶
operation-reveal = 查看遮蔽內容
operation-removeFilter = 移除清單
kind-tellCutOff = 故障
kind-declareOutage = 故障
kind-tellOutage = 故障
kind-endOutage = 故障
kind-setFilter = 清單
kind-changeCustomer = 客戶
kind-joinCustomer = 客戶
kind-partCustomer = 客戶
kind-reveal = 查看
kind-removeFilter = 移除清單

# 傳送
send-more = 其他傳送方式
send-later = 稍後傳送…
send-later-title = 稍後傳送
send-and-pending = 傳送並等待客戶
send-and-solved = 傳送並解決
send-why-category = 請先選擇屬於哪一類
send-why-status = 「{ $status }」不能這樣改
send-why-note = 只用於回覆
send-later-button = 定時送出
will-later = 傳給 { $name }（{ $channel }），定於 { $time } 送出；客戶先來新訊息，會先問您
will-later-offline = 離線：先存本機，{ $time } 傳給 { $name }（{ $channel }）；屆時仍離線，恢復後送出
will-undo = { $n } 秒內可收回
will-claim = 您同時認領這張工單
will-then = 隨後狀態：{ $status }
will-files = 附帶 { $n } 個檔案
signature-shown = 下面附上您的簽名
sent-undo = 已傳給 { $name }，{ $seconds } 秒內可收回
sent-later = 定於 { $time } 送出
take-back = 收回
take-back-sent = 收回剛做的操作
take-back-none = 現在沒有可以收回的
taken-back = 已收回，內容回到編輯框
put-off-chip = 定於 { $time } 送出
put-off-leave = 現在送出

# 時間
when-label = 什麼時候，用您自己的話
when-hint = 明天 9 點、2 小時後、下週二
when-means = 即 { $time }
when-unknown = 還沒看懂。試試「明天 9 點」或「2 小時後」。
when-past = { $time } 已經過去，請選以後的時間。
when-usual = 常用時間
when-hour = 1 小時後
when-tomorrow = 明天上午
when-monday = 週一上午

# 延後
snooze-title = 延後到
snooze-note = 時鐘照常走，客戶來訊息會立即取回。
snoozed-chip = 延後到 { $time }
snoozed-chip-reply = 延後到客戶回覆
wake = 取回
snoozed-done = 已延後到 { $time }
snoozed-done-reply = 已延後到客戶回覆
woken-done = 已取回 { $number }
palette-done = 這張工單已經解決
action-snooze = 延後這張工單
action-snooze-hours2 = 延後兩小時
action-snooze-today = 延後到今天傍晚
action-snooze-tomorrow = 延後到明天早上
action-snooze-monday = 延後到週一早上
action-snooze-week = 延後一週
action-snooze-reply = 延後到客戶回覆
action-wake = 取回這張工單

# 結案
close-title = 解決 { $number }
close-category = 屬於哪一類
close-category-below = 具體是
close-category-choose = 請選擇
close-category-needed = 請先選擇屬於哪一類
close-told = 已把結果告知客戶
close-satisfaction = 客戶怎麼說
close-satisfied = 滿意
close-unsatisfied = 不滿意
close-not-asked = 未詢問
close-follow-up = 回訪
close-follow-none = 不需要
close-follow-day = 24 小時後
close-follow-later = 其他時間…
close-follow-text = 詢問是否一切都好
close-button = 解決
closed-done = { $number } 已解決

# 轉接
handover-reason = 原因
handover-reason-hint = 熟悉此事、換班……
handover-reason-needed = 請寫下為什麼轉接
handover-asked = 客戶要什麼
handover-known = 已知情況
handover-tried = 已嘗試
handover-promised = 已承諾
handover-promise = { $text }（{ $time } 之前）
handover-will = { $name } 會在對話上方看到這些
handover-done = { $number } 已轉給 { $name }
handover-note = 轉接說明
handover-to-me = { $by } 轉給您，{ $time }
handover-from-to = { $by } 轉給 { $to }，{ $time }
take-over-title = 接手這張工單
take-over-needed = 請寫下為什麼接手

# 關聯
link-tickets = 關聯另一張工單
link-label = 工單號或幾個詞
link-open = 開啟關聯的 { $number }
link-remove = 取消與 { $number } 的關聯
link-done = 已與 { $number } 關聯
link-removed = 已取消與 { $number } 的關聯
link-stands = { $number } · { $status }
links = 關聯工單
links-chip = 關聯 { $n } 張
link-missing = 不在本機
link-unknown = 本機沒有這樣的其他工單。

# 需求類型與兩級清單
action-demand = 改需求類型
action-demand-basic = 需求類型改為基礎諮詢
action-demand-complex = 需求類型改為複雜訴求
action-demand-latent = 需求類型改為潛在需求
picker-find = 尋找
picker-none = 沒有這個名稱

# 計數
chased-chip = 追問 { $n } 次
reopened-chip = 重開 { $n } 次
event-call-told = { $by } 已回電，告知了客戶
event-call-not-reached = { $by } 回電，未接通
event-call-promised = { $by } 已回電，作了承諾
