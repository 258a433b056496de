# 閱讀中的對話、旁邊的客戶，和還在填滿的清單。

## 摺疊與引用
show-quoted = 顯示引用內容（{ $n } 行）
hide-quoted = 收起引用內容
show-rest = 顯示其餘內容（約 { $n } 行）
fold-again = 重新摺疊
pictures-left = { $n } 張圖片存於寄件者的伺服器，未載入
picture-unnamed = 圖片

## 新內容
newer = { $n } 則新內容
arrived = 下方有 { $n } 則新內容
arrived-message = { $name } 傳來新訊息
arrived-note = { $name } 寫了新備註

## 連結
link-title = 此連結通往 { $host }
link-title-plain = 此連結通往對話之外
link-more = Holdfast 不會開啟訊息裡的任何連結。請複製網址，再看一遍，然後像開啟其他網址一樣開啟。
link-copy = 複製網址
link-doubt-other-host = 文字寫的是 { $shown }，連結卻通往 { $host }。
link-doubt-name-before = { $host } 前面加了一段名稱，使它看起來像另一個網址。
link-doubt-letters = 這個網域名稱用了可能只是形似的字元。
link-doubt-number = 它通往一串數字，而不是網域名稱。一般網站都有網域名稱。

## 客戶
tag-hint = { $tag }：{ $strategy }
history-all = 共 { $n } 張其他工單
history-more = 再顯示 { $n } 張
history-failed = 其餘工單未能讀取。
promised-elsewhere = 其他工單上的承諾
promised-by = { $number }，{ $time } 前
promised-late = { $number }，應於 { $time } 前完成
put-fact = 把「{ $value }」插入內文
put-fact-key = 按 I 插入

## 首次取回時的清單
filling = 還有工單沒取回來
filling-more = 先取最緊急的。已經取回的，現在就可以處理。
filling-apart = 服務台有回應後繼續取回。已經取回的，現在就可以處理。
