// The customers of the invented tickets: who they are, what is known of them and what they asked before.
import type { CustomerCard, FactKind, HistoryRow } from './wire';

const min = 60_000;
const day = 86_400_000;

const fact = (kind: FactKind, value: string) => ({ label: `fact-${kind}`, kind, value });

export function cardOf(
  id: string,
  name: string,
  tier: number,
  lang: CustomerCard['lang'],
  number: string,
  now: number,
): CustomerCard {
  const gu = number === '10482';
  return {
    id: `c-${id}`,
    name,
    tier,
    lang,
    since: gu ? now - 4 * 365 * day : null,
    tags: gu ? ['敏感型', '高价值'] : [],
    hints: gu
      ? [
          { tag: '敏感型', strategy: '先认可感受，再给时间点。不要请她重复情况，不要说“正在处理”。' },
          { tag: '高价值', strategy: '可直接换新，不必等检测。' },
        ]
      : [],
    needs: gu ? ['hearing'] : [],
    fallback: null,
    contacts: gu
      ? [{ kind: 'phone', value: '139 0712 2284' }]
      : number === '10466'
        ? [{ kind: 'mail', value: 'd.okoye@example.org' }]
        : [],
    said: gu ? { satisfied: 2, unsatisfied: 1 } : { satisfied: 0, unsatisfied: 0 },
    joined: [],
    masked: false,
    revealedUntil: null,
    looks: [],
    facts: gu
      ? [
          fact('order', 'HQ-20260914-0826'),
          fact('product', '晨雾 S2，固件 1.4.2'),
          fact('bought', '2026-09-14，保修内'),
          fact('address', '临江市 · 青石里 ····'),
        ]
      : [fact('order', 'HQ-20261207-3391')],
    history: gu
      ? [
          {
            ticket: 't10391',
            number: '10391',
            subject: '咖啡机不出水，换水泵',
            channel: 'phone',
            at: now - 21 * day,
            status: 'closed',
            satisfied: true,
          },
          {
            ticket: 't10122',
            number: '10122',
            subject: '咨询滤网多久换',
            channel: 'app',
            at: now - 50 * day,
            status: 'closed',
            satisfied: null,
          },
          {
            ticket: 't10003',
            number: '10003',
            subject: '开增值税发票',
            channel: 'mail',
            at: now - 80 * day,
            status: 'closed',
            satisfied: false,
          },
        ]
      : [],
    others: gu ? 3 + earlierOfGu(now).length : 0,
    promises: gu ? [{ ticket: 't10391', number: '10391', text: '水泵寿命检测结果，电话告知', due: now + 26 * 60 * min }] : [],
  };
}

/** What comes when all of the history is asked for. */
export const earlierOfGu = (now: number): HistoryRow[] =>
  ['滤网订购', '保温杯盖补发', '修改收货地址', '咨询除垢', '换季促销', '积分兑换', '安装预约', '退运费', '注册账号'].map(
    (subject, at) => ({
      ticket: `t${9990 - at * 37}`,
      number: String(9990 - at * 37),
      subject,
      channel: (['chat', 'app', 'phone'] as const)[at % 3]!,
      at: now - (95 + at * 40) * day,
      status: 'closed' as const,
      satisfied: null,
    }),
  );
