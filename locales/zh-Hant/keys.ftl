# Commands, their keys, and the search of the settings.

## The palette’s other groups
palette-list = 清單
palette-alerts = 提醒
palette-held = 待您決定
palette-schedules = 營業時間
palette-looks = 語言和外觀
palette-alerting = 提醒方式

## Why something cannot be done now
palette-yours = 已由您負責
palette-no-clock = 這張工單沒有時限
palette-no-earlier = 沒有更早的訊息
palette-no-customer = 這張工單沒有客戶
palette-no-list = 目前不在工單清單
palette-alerts-first = 先開啟提醒
palette-no-alert = 沒有提醒
palette-held-first = 先開啟待您決定
palette-not-this-one = 這一項不能這樣處理
palette-schedules-first = 先開啟營業時間
palette-unchanged = 沒有變更
key-not-now = { $name }：{ $why }

## Actions
action-send = 傳送
action-owner = 轉接
action-status = 變更狀態
action-urgency = 變更緊急程度
action-category = 變更類別
action-queue = 移到其他佇列
action-category-to = 類別改為{ $name }
action-queue-to = 移到佇列{ $name }
action-earlier = 展開較早的訊息
action-customer = 顯示或收起客戶
action-move-down = 清單往下
action-move-up = 清單往上
action-after = 開啟後一張
action-before = 開啟前一張
action-take = 接手這則提醒
action-acknowledge = 知道了
action-snooze-5 = 5 分鐘後再提醒
action-snooze-15 = 15 分鐘後再提醒
action-snooze-60 = 1 小時後再提醒
action-acknowledge-all = 提醒全部知道了
action-snooze-all = 提醒全部稍後
action-schedule-save = 儲存營業時間
action-schedule-undo = 復原營業時間的變更
action-schedule-discard = 捨棄營業時間的變更
action-settings-keys = 設定：快速鍵
action-motion-off = 動態效果：關閉
action-motion-system = 動態效果：跟隨系統
action-chime-twoTones = 提醒聲：雙音
action-chime-bell = 提醒聲：鈴聲
action-chime-knock = 提醒聲：輕敲
setting-on = 開
setting-off = 關

## Keys
key-then = 再按
keys-search = 搜尋快速鍵
keys-change = 變更快速鍵
keys-how = 選一個指令，再按新的鍵。也可以先後按兩個字母，例如 G M。
keys-choose = { $name }，快速鍵：{ $key }。按下即可變更
keys-none = 無
keys-press = 按新的鍵，Esc 取消
keys-reset = { $name }：恢復原來的鍵
keys-clear = { $name }：不設快速鍵
keys-reset-all = 全部恢復
keys-all-own = 所有快速鍵都是原來的
keys-bring-back = 找回我的設定
keys-taken = { $key } 與這些衝突：{ $names }。
keys-exchange = 互換
keys-take = 從那裡拿走
keys-no-ime = 輸入法正在組字，或這個鍵用來打重音。請切到英文後再按。
keys-no-text = 這個鍵留給文字編輯：全選、複製、貼上、復原。
keys-no-system = 系統或視窗要用這個鍵。
keys-no-list = 清單、按鈕和選單要用這個鍵。
keys-no-alone = 它在打字時也要能用，所以要帶 Ctrl 或 Alt。

## Settings
settings-search = 搜尋設定
settings-hits = 找到 { $n } 項
settings-part-hits = { $name } · { $n }
settings-motion = 動態效果
settings-motion-more = 面板和橫幅是否滑入
settings-undo = 傳送後可收回
settings-undo-more = 在這段時間內，送出的內容可以收回
settings-undo-seconds = { $n } 秒
settings-signature = 簽名
settings-signature-more = 寫在每則回覆下面
settings-signature-none = 沒有簽名
