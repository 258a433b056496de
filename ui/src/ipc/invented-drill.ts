// An invented drill: `drill=ready`, `down`, `back`, `over` or `stopped` shows its window so.
import { InventedImpact } from './invented-impact';
import type * as T from './wire';

const MINUTE = 60_000;

export abstract class InventedDrill extends InventedImpact {
  #began: number | null = null;
  beginDrill() {
    return Promise.resolve();
  }
  drill(): Promise<T.DrillView | null> {
    const phase = this.practises;
    if (!phase) return Promise.resolve(null);
    const going = phase === 'down' || phase === 'back';
    const began = going || phase === 'over' ? (this.#began ?? Date.now() - 5 * MINUTE) : null;
    return Promise.resolve({
      phase,
      began,
      events: going ? this.#events(began!, phase) : [],
      next: phase === 'down' ? Date.now() + MINUTE : null,
      left: phase === 'down' ? 4 : 0,
      score: phase === 'over' ? score : null,
      error: phase === 'stopped' ? { code: 'drill-outage-began', detail: { name: 'Payment' } } : null,
    });
  }
  drillStart() {
    this.practises = 'down';
    this.#began = Date.now();
    this.say('drill');
    return Promise.resolve();
  }
  drillHurry() {
    this.practises = 'back';
    this.say('drill');
    return Promise.resolve();
  }
  drillEnd() {
    this.practises = 'over';
    this.say('drill');
    return Promise.resolve();
  }
  drillClose() {
    this.practises = null;
    this.say('drill');
    return Promise.resolve();
  }
  #events(began: number, phase: T.DrillPhase): T.DrillLine[] {
    const call = (name: string, phone: string, words: string, noted: boolean): T.DrillEvent => ({
      type: 'call',
      name,
      phone,
      words,
      noted,
    });
    const expected = Math.ceil((began + 6 * MINUTE) / MINUTE) * MINUTE;
    const lines: T.DrillLine[] = [
      {
        at: began + 8_000,
        what: call('周敏', '199 0000 0101', '咖啡机我上周就退回去了，退款什么时候到账？', true),
      },
      { at: began + MINUTE, what: { type: 'said', cause: '订单数据库正在恢复', expected } },
      {
        at: began + 2 * MINUTE,
        what: call('吴丽华', '199 0000 0103', '空气炸锅冒烟了，插头发烫，我该怎么办？', false),
      },
    ];
    if (phase === 'back') lines.push({ at: began + 5 * MINUTE, what: { type: 'back' } });
    return lines.reverse();
  }
}

const score: T.DrillScore = {
  points: 73,
  calls: 6,
  noted: 5,
  median: 42_000,
  complete: 3,
  promises: 2,
  wrongPromises: 1,
  toCall: 3,
  called: 2,
  calledAfter: 3 * MINUTE,
  rows: [
    { name: '周敏', notedAfter: 35_000, gaps: [] },
    { name: '陈志远', notedAfter: 42_000, gaps: ['category', 'callBack'] },
    { name: '吴丽华', notedAfter: 61_000, gaps: ['emergency'] },
    { name: '马建国', notedAfter: 90_000, gaps: [] },
    { name: '陈志远', notedAfter: 20_000, gaps: ['twice'] },
    { name: '孙悦', notedAfter: null, gaps: ['record'] },
  ],
};
