# The words of lists: selecting, acting on several, filters, columns, next up.

## Views
view-promises = 承諾
view-followUps = 回訪
view-snoozed = 已延後
empty-promises = 沒有未兌現的承諾
empty-followUps = 沒有計畫中的回訪
empty-snoozed = 沒有延後的工單
what-promises = 您對客戶的承諾會列在這裡，直到兌現。
what-followUps = 解決工單時可以安排回訪，到時會列在這裡。
what-mentions = 同事在備註裡 @您，會列在這裡。
what-snoozed = 延後的工單在這裡等，到時間或客戶來訊息就回來。
lane-hint = 緊急工單始終在最上面，按此到第一張
row-select = 選取（X）
row-chased = 已催辦 { $n } 次
row-reopened = 已重開 { $n } 次
queue-none = 無佇列
snoozed-until = 延後到 { $time }
snoozed-reply = 延後到客戶回覆
snoozed-or-reply = 客戶若先來訊息，會提前回來

## Next up
next-no-other = 沒有其他等您處理的工單
why-due = 最先到期
why-promise = 承諾將到期

## Selecting
selected = 已選 { $n } 張
selected-clear = 取消選取
selected-most = 已選前 { $most } 張，共 { $total } 張。一次最多這麼多
selected-full = 已選 { $most } 張，一次最多這麼多
palette-none-selected = 請先選取工單

## Acting on several
bulk-label = 對選取的工單
bulk-claim = 認領 { $n } 張
bulk-hand-over = 把 { $n } 張轉給
bulk-hand-over-to = 把 { $n } 張轉接給{ $name }
bulk-solve = 解決 { $n } 張
bulk-set = 把 { $n } 張改為
bulk-move = 把 { $n } 張移到
bulk-tag = 為 { $n } 張加標籤
bulk-untag = 從 { $n } 張移除標籤
bulk-take-off = 移除
bulk-snooze = 延後 { $n } 張，最晚到
bulk-snooze-alone = 延後 { $n } 張
bulk-wake = 現在取回 { $n } 張
bulk-back = 回到清單
bulk-done = 已處理 { $n } 張：{ $what }
bulk-refused = { $n } 張未處理
bulk-why-taken-over = { $by }已認領
bulk-why-not-legal = 不能從「{ $from }」改為「{ $to }」
bulk-undone = 已復原 { $n } 張
bulk-undone-some = 已復原 { $n } 張，另 { $left } 張已有新的變化，未復原

## Snoozing
snooze-until-hours2 = 2 小時後（{ $time }）
snooze-until-today = 今天傍晚（{ $time }）
snooze-until-tomorrow = 明天早上（{ $time }）
snooze-until-monday = 週一早上（{ $time }）
snooze-until-week = 一週後（{ $time }）
snooze-other = 其他時間
snooze-reply = 直到客戶回覆
snooze-ticket = 延後
snooze-day = 日期
snooze-time = 時間
snooze-past = 這個時間已過

## Columns and looks
column-channel = 管道
column-number = 編號
column-category = 類別
column-urgency = 緊急程度
column-owner = 首問負責人
column-queue = 佇列
column-status = 狀態
column-updated = 更新
column-clock = 時限
look-title = 清單顯示
look-layout = 版面
look-cards = 卡片
look-table = 表格
look-columns = 每張工單顯示的欄，依此順序
look-earlier = { $name }前移

## Filters
filters = 篩選
filter = 篩選
filter-new = 新增篩選
filter-edit = 編輯篩選
filter-edit-rename = 編輯或重新命名
filter-menu = 篩選「{ $name }」
filter-of = { $name }，{ $by }共用
filter-mine-shared = { $name }，已與團隊共用
filter-from-view = 以此檢視新增篩選
filter-make-copy = 複製為我的篩選
filter-copy = { $name }（我的）
filter-share = 與團隊共用
filter-share-more = 每個人都會在檢視下方看到
filter-unshare = 停止共用
filter-shared = 已與團隊共用：{ $name }
filter-unshared = 現在只有您能看到：{ $name }
filter-remove = 移除
filter-removed = 已移除篩選：{ $name }
filter-empty = 目前沒有符合的工單
filter-name = 名稱
filter-needs-name = 請取個名稱
filter-owner-any = 任何人
filter-owner-me = 我
filter-owner-nobody = 無人
filter-owner-others = 其他人
filter-owner-agent = 某一人
filter-add-category = 新增類別
filter-tag-add = 輸入標籤後按 Enter
filter-without = 移除{ $name }
filter-tier = 會員等級
filter-any = 不限
filter-tier-from = V{ $tier } 起
filter-unread = 只看有新內容的
filter-hot = 只看情緒激動的客戶
filter-order = 排序
filter-order-due = 先到期
filter-order-newest = 最新
filter-order-oldest = 最早
filter-order-updated = 最近更新
filter-holds = 目前有 { $n } 張工單

## The palette and the sheet of keys
action-bulk-claim = 選取的：認領
action-bulk-solve = 選取的：解決
action-bulk-owner = 選取的：轉接
action-bulk-status = 選取的：狀態
action-bulk-urgency = 選取的：緊急程度
action-bulk-category = 選取的：類別
action-bulk-queue = 選取的：佇列
action-bulk-tag = 選取的：標籤
action-bulk-snooze = 選取的：延後
action-select-all = 全選清單
action-filter-new = 新增篩選
action-filter-go = 篩選：{ $name }
action-filter-edit = 目前篩選：編輯或重新命名
action-filter-copy = 目前篩選：複製
action-filter-share = 目前篩選：與團隊共用
action-filter-unshare = 目前篩選：停止共用
action-filter-remove = 目前篩選：移除
action-layout-cards = 清單：卡片
action-layout-table = 清單：表格
action-select = 選取
action-select-down = 向下連續選取
action-select-up = 向上連續選取
action-back-to-list = 回到列表
palette-selected = 選取的工單
