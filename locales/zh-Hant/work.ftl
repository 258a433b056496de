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
field-demand = 需求層次
operation-snooze = 延後
operation-wake = 取回
operation-link = 關聯
kind-snooze = 延後
kind-wake = 取回
kind-link = 關聯

# 傳送
send-more = 其他傳送方式
send-now = 立即傳送
send-later = 稍後傳送…
send-later-title = 稍後傳送
send-then = 傳送並改為
send-and-pending = 傳送並等待客戶
send-and-solved = 傳送並解決
will-later = { $time } 送出，{ $name } 在此之前來信則先問您
will-claim = 您同時認領這張工單
will-then = 隨後狀態：{ $status }
will-files = 附帶 { $n } 個檔案
signature-shown = 下面附上您的簽名
sent-undo = 已傳給 { $name }，{ $seconds } 秒內可收回
sent-later = 定於 { $time } 送出
take-back = 收回
taken-back = 已收回，內容回到編輯框
put-off-chip = { $time } 送出
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
snooze = 延後
snooze-title = 延後到
snooze-until-reply = 直到客戶來信
snooze-note = 時鐘照常走，客戶來信會立即取回。
snoozed-to = 延後到 { $time }
snoozed-to-reply = 延後到客戶來信
wake = 取回
snoozed-done = 已延後到 { $time }
snoozed-done-reply = 已延後到客戶來信

# 結案
close-title = 解決 { $number }
close-category = 屬於哪一類
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
handover-title = 轉接給 { $name }
handover-reason = 原因
handover-reason-hint = 熟悉此事、換班……
handover-asked = 客戶要什麼
handover-known = 已知情況
handover-tried = 已嘗試
handover-promised = 已承諾
handover-button = 轉接
handover-from = { $name } 轉接
handover-at = { $time }

# 關聯
link-title = 關聯另一張工單
link-label = 工單號
link-button = 關聯
link-remove = 取消與 { $number } 的關聯
links = 關聯工單
link-missing = 不在本機
link-unknown = 本機沒有這個號碼的工單。

# 計數
chased-chip = 追問 { $n } 次
reopened-chip = 重開 { $n } 次
