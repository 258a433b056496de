# 記錄來電所用的詞：電話登記、在其他程式中的快速鍵、提醒中的日期。

## 電話登記
capture-contact = 電話、信箱或帳號
capture-contact-example = 138 … 或 name@…
contact-phone = 電話
contact-mail = 信箱
contact-account = 帳號
capture-hint = 也可依姓名、拼音、首字母或訂單編號尋找
capture-open-of = { $name } 有一張未結工單
capture-opens-of = { $name } 有 { $n } 張未結工單
capture-open-count = { $n } 張未結
capture-add-note = 加為備註
capture-add-reply = 加為回覆
capture-added-note = 您寫的內容已在工單 { $number } 的備註中
capture-added-reply = 您寫的內容已在工單 { $number } 的回覆中
capture-added-contact = 聯絡方式：{ $contact }
capture-added-product = 產品：{ $product }
capture-added-when = 來電時間：{ $time }
capture-added-callback = 回電：{ $number }
capture-added-answer = 已告知：{ $answer }
capture-files = 檔案

## 在其他程式中的快速鍵
settings-everywhere = 在其他程式中也能開啟電話登記
settings-everywhere-more = 無論前面是什麼程式，按一下就開啟 Holdfast 和電話登記
settings-everywhere-key = 快速鍵
settings-everywhere-choose = 在其他程式中開啟電話登記的快速鍵：{ $key }。點按可更換
settings-everywhere-press = 請按帶 Ctrl 或 Alt 的鍵
settings-everywhere-alone = 不帶 Ctrl 或 Alt，其他程式就用不了這個鍵。請按帶 Ctrl 或 Alt 的鍵。
settings-everywhere-ready = { $key } 在所有程式中可用
error-shortcut-wayland = 此桌面（Wayland）不讓程式聽到在其他程式中按下的鍵，其餘一切照常。如需快速鍵，請在桌面的鍵盤設定中新增一個，命令為「holdfast --capture」。
error-shortcut-no-desktop = 此工作階段不讓程式聽到在其他程式中按下的鍵，其餘一切照常。在 Holdfast 中，電話登記仍用原來的快速鍵。
error-shortcut-taken = { $key } 已歸其他程式或桌面所用，因此沒有佔用，其餘未變。請換一個鍵。
error-shortcut-unknown = 在其他程式中聽不到 { $key }，其餘未變。請換一個鍵。

## 提醒和工單記錄中的日期
date-month-1 = 1月
date-month-2 = 2月
date-month-3 = 3月
date-month-4 = 4月
date-month-5 = 5月
date-month-6 = 6月
date-month-7 = 7月
date-month-8 = 8月
date-month-9 = 9月
date-month-10 = 10月
date-month-11 = 11月
date-month-12 = 12月
date-and-time = { $month }{ $day }日 { $time }
date-year-and-time = { $year }年{ $month }{ $day }日 { $time }
