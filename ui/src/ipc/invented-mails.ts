// Invented mails as they come in real life: long, with quotes below, pictures that lie elsewhere, and links.
import type { TimelineItem } from './wire';

type Message = Extract<TimelineItem, { type: 'message' }>;

export const mailHtml =
  '<p>Hello,</p><p>my card was charged <b>twice</b> for the same order:</p><table><tr><th>Time</th><th>Amount</th></tr><tr><td>7 Dec 09:12</td><td>¥ 1,299.00</td></tr><tr><td>7 Dec 09:12</td><td>¥ 1,299.00</td></tr></table><p>Please reverse one of them.<br>Daniel</p>';

const weeks = [
  'I sent the kettle back on 19 October, and the parcel was signed for two days later. I have the receipt and can send it again.',
  'On 26 October I was told that the refund takes five to seven working days. On 6 November I asked again and was told the same. On 17 November somebody wrote that it had been paid out, and asked me to wait for the bank.',
  'I have now spoken to my bank three times. Nothing has come in, nothing is pending, and nothing was sent back. They say that only the sender can tell where the money is.',
];
const days = [
  '19 October: parcel handed in',
  '21 October: parcel signed for',
  '26 October: first answer',
  '6 November: asked again',
  '17 November: told it was paid',
  '20 November: bank, first call',
  '24 November: bank, second call',
  '1 December: bank, third call',
].join('<br>');

/** A mail that nobody can take in at a glance. */
export const longMail = `<p>Hello,</p>${[...weeks, ...weeks, ...weeks].map((text) => `<p>${text}</p>`).join('')}<p>${days}</p><p>Maeve</p>`;

/** The answer to it: short, above everything that was said before. */
export const shortMail: Pick<Message, 'html' | 'quoted' | 'images'> = {
  html: '<div>Still nothing. This is what the bank sent me: <a href="https://bank.example/cases/2081">the case</a>, and this is what I was told to follow: <a href="http://203.0.113.7/refund">shop.example/refund</a></div><div><span class="picture">Statement of account, November</span></div>',
  quoted: `<div>On Tue, 1 Dec 2026 at 10:12, Wen Shuyan &lt;desk@shop.example&gt; wrote:</div><blockquote><p>Hello Maeve,</p><p>I am sorry for the wait. I asked our payments team for the trace of the transfer today.</p><p>${days}</p><p>Wen</p></blockquote>`,
  images: 1,
};
