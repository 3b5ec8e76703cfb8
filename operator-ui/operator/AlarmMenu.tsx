import { useEffect, useRef, useState } from 'react';
import { useShow } from '../link/show-store.ts';
import { useBarWords } from '../takes/use-takes.ts';
import { type Alarm, alarmsOf } from './alarms.ts';
import { useChoices } from './desk-choices.ts';

/** How many faults there are; opened, each is one press away from where it is mended. */
export function AlarmMenu() {
  const alarms = alarmsOf(
    useShow((store) => store.status),
    useBarWords(),
  );
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) setOpen(false);
    };
    window.addEventListener('pointerdown', closeOutside);
    return () => window.removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);
  const count = alarms.length;
  const go = (alarm: Alarm) => {
    setOpen(false);
    useChoices.setState({ tab: alarm.tab });
    document.querySelector(`.${alarm.tab}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div ref={menu} className="alarms">
      <button
        type="button"
        className="button alarm-count"
        data-alarm={count > 0}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {count === 0 ? 'No alarms' : `▲ ${count} ${count === 1 ? 'alarm' : 'alarms'}`}
      </button>
      <p className="hidden-text" role="status">
        {alarms.map((alarm) => alarm.text).join('. ')}
      </p>
      {isOpen && (
        <ul className="alarm-list">
          {alarms.map((alarm) => (
            <li key={alarm.key}>
              <button type="button" className="button quiet" onClick={() => go(alarm)}>
                {alarm.text}
              </button>
            </li>
          ))}
          {count === 0 && <li className="empty">Everything that was asked for works.</li>}
        </ul>
      )}
    </div>
  );
}
