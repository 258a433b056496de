# 故障紀錄，以及主管的通報。
outage-lasts = 進行中
outage-since = { $from } 起 · { $span }
outage-span = { $from } 至 { $to } · { $span }
outage-tell = 更新通報
outage-note = 補充紀錄
outage-end = 已恢復
outage-asked = 還沒恢復嗎？請通報現在的情況。
outage-ended = { $name }：已恢復。大家馬上就能看到，斷線的一連上就能看到。
outage-none = 尚無故障
outage-none-more = 連不上團隊伺服器，或主管通報某個系統發生故障，都會記在這裡：何時開始、什麼原因、經過如何。
outage-fact-since = 故障時間
outage-fact-span = 故障時段
outage-fact-cause = 原因
outage-fact-expected = 預計恢復
outage-fact-desks = 斷線的座席
outage-no-cause = 還沒有人通報原因
outage-no-expected = 還沒有人通報時間
outage-overdue = 已過
outage-desks = { $n } 台
outage-log = 故障經過
outage-and = {" · "}
outage-said-offline = 斷線時通報
outage-event-cutOff = 第一台座席與團隊伺服器斷線
outage-event-back =
    { $n ->
        [1] 座席已恢復連線
       *[other] { $n } 台座席全部恢復連線
    }
outage-event-declared = 通報故障
outage-event-cause = 原因：{ $text }
outage-event-no-cause = 原因有待查明
outage-event-expected = 預計 { $at } 恢復
outage-event-moved = 預計恢復由 { $before } 改為 { $at }
outage-event-unknown = 恢復時間無法確定
outage-event-over = 已恢復
outage-for-leads = 由主管通報：什麼系統、什麼原因、何時恢復。
outage-what = 哪裡發生故障
outage-system = 某個系統
outage-name = 系統名稱
outage-name-hint = 付款、訂單系統、熱線
outage-start = 開始時間
outage-ago =
    { $minutes ->
        [0] 現在
       *[other] { $minutes } 分鐘前
    }
outage-start-unknown = 寫幾點幾分，例如 13:58
outage-cause = 原因
outage-cause-hint = 用可以告訴客戶的話來寫；不清楚就留空
outage-expected = 預計恢復
outage-expected-now = 預計 { $time } 恢復
outage-unknown = 無法確定
outage-in =
    { $minutes ->
        [60] 1 小時後
        [120] 2 小時後
       *[other] { $minutes } 分鐘後
    }
outage-more = 其他情況，只給同事看
outage-who-hears = 每台座席都會在橫幅裡看到，斷線的一連上就能看到。
outage-words = 告訴客戶的話
outage-words-more = 每位客服說法一致，電話裡也這樣說
outage-words-open = 括號裡的內容還沒有人通報
outage-no-script = 還沒有帶預計恢復位置的話術，請在知識庫裡寫一則。
outage-none-open = 現在沒有故障。
outage-moved = 這段話寫的是 { $said }，現在預計 { $time } 恢復。
outage-moved-unknown = 這段話寫的是 { $said }，恢復時間已無法確定。
outage-moved-put = 改為 { $time }
outage-copy = 複製
calls-title = 恢復跟進清單
calls-so-far = 跟進清單 { $done } / { $all }
outage-parts = 本頁內容
calls-none = 沒有要回電的客戶
calls-none-more = 故障期間來過電話、得到承諾或來信未獲答覆的客戶，會自動列在這裡。
calls-left = 尚未回電
calls-longest = 最久等待
calls-done = 已告知結果
calls-all-by = 依此速度全部回完
calls-phone = 電話
calls-about = 事由
calls-waits = 已等
calls-outcome = 結果
calls-more = 另有 { $n } 張
calls-order = 次序：先看緊急程度，再看等待時間，客戶等級越高等待算得越重。同一位客戶只列一次。
calls-order-apart = 您已斷線。只有您能回電的排在最前，同事可能正在回電的排在後面。
calls-theirs-left = 您已斷線。剩下的客戶可能有同事正在回電，要回電請先選取一位。
calls-theirs = 您已斷線，無法知道是否已有同事在回電給這位客戶。
calls-theirs-by = 您已斷線，無法知道{ $name }是否已在回電給這位客戶。
calls-theirs-again = 再按一次就照樣回電。
calls-all-the-same = 照樣回電
action-call-hand-over = 轉接剩下的客戶
calls-hand-which = 轉接哪些客戶
calls-hand-own = 我的 { $n } 位
calls-hand-all = 剩下的全部 { $n } 位
calls-hand-to = 轉給誰
calls-hand-choose = 請選擇一位同事
calls-hand-words = 給同事留一句話，可不填
calls-hand-filled = 每張工單上會寫明客戶為什麼等、從何時等起、幾次未接通，以及承諾過什麼。
calls-handed = 已把 { $n } 位客戶的回電轉接給{ $name }。
calls-handed-reason = 轉接恢復跟進清單
calls-handed-known = 待回電，自 { $since } 起等候：{ $why }
error-call-open = 您與{ $customer }的通話還沒有結果。請先記下結果，再轉接。
error-calls-none-left = 沒有剩下要轉接的客戶。
calls-nobody = 都已回電。
calls-all-busy = 剩下的客戶同事正在回電。
calls-not-ringing = 請先開始回電。
calls-promise-what = 對{ $name }的承諾
call-told = 已告知
call-promised = 已承諾
call-mine = 您正在通話
call-calling = { $name }正在通話
call-notReached = 未接通 { $n } 次
call-why-recorded = 來過電話，已登記
call-why-promised = 作過承諾
call-why-held = 回覆待決定
call-why-unanswered = 未答覆
palette-outages-first = 請先開啟故障頁。
calls-why = 原因
calls-not-reached-so-often = 未接通，已試 { $n } 次
action-calls-xlsx = 名單存為活頁簿
action-calls-pdf = 名單存為 PDF
calls-fallback = 電話中斷時改用
outage-drafts = 您有 { $n } 則草稿裡寫的恢復時間已經變更：
