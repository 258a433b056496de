# 應變指引、通訊錄與紙本表單，以及事後補錄。
contingency-tab = 應變指引
contingency-title = 應變指引
contingency-more = 以下內容都存在本機，斷網也能看。
contingency-guides = 應變預案
contingency-no-guides = 還沒有應變預案。可在知識庫新增，類型選「應變預案」。
contingency-procedures = 操作流程
contingency-ladder = 緊急上報
contingency-no-ladder = 還沒有針對緊急工單的時限規則。
contingency-directory = 部門通訊錄
contingency-no-directory = 還沒有部門資料。
contingency-after = 分鐘
contingency-within = { $span }內
contingency-at = { $span }後
contingency-who = 對象
contingency-owner = 工單負責人
contingency-lead = 主管
contingency-its-head = 所屬部門負責人
contingency-phone = 24 小時電話
contingency-department = 部門
contingency-head = 負責人
contingency-queues = 佇列
action-contingency = 應變指引
action-paper = 儲存紙本表單
paper-saved = 已儲存：{ $file }。請現在列印，放在座席備用。
paper-title = 紙本應變表
paper-more = 請提前列印，放在座席備用。頁尾日期超過三個月，請重新列印。
paper-do = 怎麼做
paper-steps =
    1. 每通來電都記一張表：先寫時間，再寫聯絡方式。
    2. 原因和恢復時間以主管通報為準，沒有通報的時間不要承諾。
    3. 遇到緊急情況，立即撥打下列電話。
    4. 電腦恢復後，逐張按原時間補錄（快速記錄，「來電時間」），並在紙上寫下工單號。
    5. 沒有補錄完的，交給接班同事。
paper-say = 對客戶怎麼說
paper-form = 來電紀錄
paper-when = 日期、時間
paper-agent = 客服
paper-told = 告知內容
paper-promised = 承諾事項與時間
paper-result = 結果
paper-solved = 已解決
paper-call-back = 待回電
paper-number = 補錄後的工單號
paper-foot = Holdfast · 列印於 { $date }
capture-when = 來電時間
capture-now = 現在
capture-when-hint = 紙本補錄：13:58，或昨天 16:20
capture-when-unknown = 這不是一個已過去的時間。請寫成 13:58，或昨天 16:20。
capture-solved = 當場已解決
capture-answer = 告知客戶的內容
capture-answer-missing = 寫下告知客戶的內容
capture-satisfied = 客戶回饋
capture-saved-solved = { $number } 已儲存並解決
capture-next = 儲存並記下一張
capture-answers = 知識庫答案
error-time-ahead = 這個時間還沒到，沒有儲存。請填寫客戶來電的時間。
