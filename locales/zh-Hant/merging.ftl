# Merging and taking apart, taking over, several at once, and what leaves later.

# Spoken by Rust: the lines of a ticket
event-claimed-from = { $by } 從{ $from }手中接過了工單：{ $reason }
event-merged-by = { $by } 把工單 { $number } 併入了本工單
event-unmerged = { $by } 把本工單與 { $number } 重新分開
operation-merge = 合併
operation-unmerge = 拆分
kind-merge = 合併
kind-unmerge = 拆分

# Merging
merge-title = 與另一張工單合併
merge-label = 編號，或標題中的幾個字
merge-others = 同一客戶的工單
merge-said = 兩張的訊息、承諾和時限都歸入留下的那張，一天之內可以重新分開。
merge-offline = 已儲存在本機。恢復後由團隊伺服器合併，您這裡馬上就顯示為一張。
merge-goes = 併入後消失
merge-left = 保留
merge-side = { $status } · { $owner } · { $time } 起
merge-messages = { $n } 則訊息
merge-turn = 對調：留下另一張
merge-button = 合併
merge-needed = 請先選擇另一張工單
merge-alone = 本機上沒有這位客戶的其他工單。
merge-unknown = 這位客戶沒有這樣的其他工單。
merge-of-another = 那張是另一位客戶的工單。只有同一客戶的工單可以合併，這兩張可以關聯。
merge-done = { $from } 已併入 { $into }
merge-open = 開啟 { $number }

# Taking apart
unmerge-title = 拆分最近一次合併
unmerge-button = 拆分
unmerge-none = 沒有可以拆分的合併
unmerge-done = { $number } 已重新成為單獨的工單

# Errors of both
error-merge-same = 這兩張已是同一張工單，沒有更動。
error-merge-customers = 這是兩位客戶的工單，沒有更動。請改為關聯，或先合併客戶。
error-merge-queues = 其中一張在限定人員可見的佇列裡，沒有更動。請先移到同一佇列，或改為關聯。
error-merge-closed = 要留下的那張已關閉，沒有更動。請改為留下另一張。
error-merge-elsewhere = 同事已把它併入另一張工單，沒有再次合併。開啟它就能看到去了哪裡。
error-unmerge-late = 合併已超過一天，保持原樣，沒有更動。另一件事請新建工單。
error-unmerge-written = 合併後又有往來，或又併入了別的工單，保持原樣，沒有更動。請先拆分最近的一次，或新建工單。
error-unmerge-unknown = 合併之前的樣子已不可知，保持原樣，沒有更動。
error-reason-missing = 這張工單有負責人，沒有更動。請說明為什麼接手。

# Owners
let-go-reason = { $time } 以後沒有人處理
bulk-why-reason-missing = 負責人很久沒有處理：請單獨接手，並說明原因

# Several at once
bulk-why-category-missing = 請先選擇屬於哪一類
bulk-why-merge-customers = 是另一位客戶的工單
bulk-why-merge-queues = 在限定人員可見的佇列裡
bulk-why-merge-closed = 要留下的那張已關閉
bulk-merge = 合併 { $n } 張
action-bulk-merge = 選取的：合併
bulk-merge-left = 保留哪一張？其餘併入其中
bulk-merge-not = 請選取同一客戶的工單
bulk-solve-category = 為未分類的工單選類別
bulk-solve-none = 不處理這些
bulk-solve-note = 答案對全部有效。不能解決的仍保持選取，並說明原因。
bulk-known = 接手的人需要知道什麼

# What leaves later
outbox-later = 稍後送出
outbox-leaves = { $number } 將於 { $time } 送出
