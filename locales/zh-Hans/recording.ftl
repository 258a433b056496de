# 记录来电所用的词：电话登记、在其他程序中的快捷键、提醒中的日期。

## 电话登记
capture-contact = 电话、邮箱或账号
capture-contact-example = 138 … 或 name@…
contact-phone = 电话
contact-mail = 邮箱
contact-account = 账号
capture-hint = 也可按姓名、拼音、首字母或订单号查找
capture-open-of = { $name } 有一张未结工单
capture-opens-of = { $name } 有 { $n } 张未结工单
capture-open-count = { $n } 张未结
capture-add-note = 加为备注
capture-add-reply = 加为回复
capture-added-note = 您写的内容已在工单 { $number } 的备注中
capture-added-reply = 您写的内容已在工单 { $number } 的回复中
capture-added-contact = 联系方式：{ $contact }
capture-added-product = 产品：{ $product }
capture-added-when = 来电时间：{ $time }
capture-added-callback = 回电：{ $number }
capture-added-answer = 已告知：{ $answer }
capture-files = 文件

## 在其他程序中的快捷键
settings-everywhere = 在其他程序中也能打开电话登记
settings-everywhere-more = 无论前面是什么程序，按一下就打开 Holdfast 和电话登记
settings-everywhere-key = 快捷键
settings-everywhere-choose = 在其他程序中打开电话登记的快捷键：{ $key }。点按可更换
settings-everywhere-press = 请按带 Ctrl 或 Alt 的键
settings-everywhere-alone = 不带 Ctrl 或 Alt，其他程序就用不了这个键。请按带 Ctrl 或 Alt 的键。
settings-everywhere-ready = { $key } 在所有程序中可用
error-shortcut-wayland = 此桌面（Wayland）不让程序听到在其他程序中按下的键，其余一切照常。如需快捷键，请在桌面的键盘设置中新建一个，命令为“holdfast --capture”。
error-shortcut-no-desktop = 此会话不让程序听到在其他程序中按下的键，其余一切照常。在 Holdfast 中，电话登记仍用原来的快捷键。
error-shortcut-taken = { $key } 已归其他程序或桌面所用，因此没有占用，其余未变。请换一个键。
error-shortcut-unknown = 在其他程序中听不到 { $key }，其余未变。请换一个键。

## 提醒和工单记录中的日期
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
