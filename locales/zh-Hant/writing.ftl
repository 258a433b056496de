# Writing with marks, naming colleagues, forwarding, and pictures that lie elsewhere.

marks = 格式
action-mark-bold = 粗體
action-mark-italic = 強調
action-mark-bullets = 項目清單
action-mark-numbers = 編號清單
action-mark-link = 連結
action-mark-code = 程式碼
action-preview = 預覽內文
preview = 預覽
preview-label = 預覽：對方看到的樣子
preview-empty = 還沒有內容
write-on = 繼續寫

# Naming colleagues
view-mentions = 提到我的
empty-mentions = 還沒有人提到您
clock-mention = 提及
mentions-title = 同事
alert-mention = { $by } 提到了您
will-tell = 會提醒 { $names }

# Forwarding
action-forward = 轉寄對話
forward-this = 轉寄這則訊息
forward-panel = 轉寄
forward-panel-one = 轉寄這則訊息
forward-panel-all = 轉寄對話，共 { $n } 則訊息
forward-to = 收件人
forward-to-hint = name@company.com
forward-to-needed = 要寄給誰？
forward-to-wrong = 這不是一個人的郵件地址。請寫成 name@company.com 的樣子。
forward-line = 主旨
forward-words = 您的說明，放在最上面
forward-below = 要轉寄的內容
forward-will = 交給團隊伺服器轉出，不傳給客戶，時鐘照走
forward-will-offline = 先存在本機，團隊伺服器恢復後交給它轉出
forward-send = 轉寄
forward-sent = 已交給團隊伺服器，待轉寄給 { $to }
forward-undo = { $seconds } 秒後寄給 { $to }
forwarded-to = 待轉寄給 { $to }
show-forwarded = 顯示轉寄的內容（{ $n } 行）
hide-forwarded = 收起轉寄的內容

# Pictures that lie elsewhere
pictures-show = 顯示圖片
pictures-again = 再試一次
pictures-told = 只為這則訊息取得。寄件人看得到有人開啟過
pictures-coming = 正在取得圖片
pictures-refused = 有 { $n } 張圖片無法顯示：已不存在、過大，或不是圖片
pictures-unreachable = 本機現在連不上這些圖片
