import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox, Disclosure, DisclosurePanel } from 'react-aria-components';
import { ask, perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { counted } from '../ui/format.ts';
import { tell } from '../ui/messages.ts';
import { UNDO } from '../ui/undo.ts';

/** Percent of resemblance to begin with: what is below is rarely one paper. */
const FIRST_PERCENT = 70;

/** Decides of all pairs that a rule is about, after telling how many these are. */
export function Rule() {
  const [percent, setPercent] = useState(FIRST_PERCENT);
  const [sameTitle, setSameTitle] = useState(true);
  const rule = { sameTitle, score: percent / 100 };
  const count = useQuery({
    queryKey: ['duplicates', 'rule', rule],
    queryFn: () => ask('duplicates.preview', rule),
  }).data;

  async function decide(verdict: 'same' | 'apart'): Promise<void> {
    const result = await perform('duplicates.decide', { ...rule, verdict });
    if (!result.ok) return;
    const done = verdict === 'same' ? 'merged' : 'kept apart';
    tell(`${counted(result.value, 'pair')} ${done}.`, UNDO);
  }

  return (
    <Disclosure className="rule">
      <h2 className="rule__title">
        <Button slot="trigger">Decide by rule…</Button>
      </h2>
      <DisclosurePanel className="rule__panel" role="region" aria-label="Decide by rule">
        <label className="rule__part">
          Abstracts alike by at least
          <input
            type="number"
            className="rule__number count"
            min={40}
            max={100}
            step={5}
            value={percent}
            onChange={(event) => setPercent(Math.min(100, Math.max(0, Number(event.target.value))))}
          />
          %
        </label>
        <Checkbox className="rule__part rule__check" isSelected={sameTitle} onChange={setSameTitle}>
          <span className="rule__box" aria-hidden />
          and the same title
        </Checkbox>
        <p className="quiet" role="status">
          {count === undefined ? 'Counting…' : `That is ${counted(count, 'pair')}.`} Two arXiv ids are two
          papers: such pairs are left to you one by one.
        </p>
        <div className="duplicate__ways">
          <Button isDisabled={count === undefined || count === 0} onPress={() => void decide('same')}>
            Merge all
          </Button>
          <Button isDisabled={count === undefined || count === 0} onPress={() => void decide('apart')}>
            Keep all apart
          </Button>
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}
