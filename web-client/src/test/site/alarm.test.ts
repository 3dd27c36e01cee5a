import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Alarm } from '../../main/site/simulator/alarm';

describe('alarm', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const after = (millis: number, tick = '1') => ({ tick, millis, read: true, text: '' });

  it('rings when as much time has passed outside as was to pass inside', () => {
    const alarm = new Alarm(),
      ring = vi.fn();
    alarm.set(after(5000), ring);
    vi.advanceTimersByTime(4999);
    expect(ring).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledOnce();
  });

  it('waits again for a rest that is met again', () => {
    const alarm = new Alarm(),
      ring = vi.fn();
    alarm.set(after(5000), ring);
    vi.advanceTimersByTime(5000);
    alarm.set(after(5000), ring);
    vi.advanceTimersByTime(4999);
    expect(ring).toHaveBeenCalledOnce();
    alarm.forget();
    alarm.set(after(5000), ring);
    vi.advanceTimersByTime(4999);
    expect(ring).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(1);
    expect(ring).toHaveBeenCalledTimes(2);
  });

  it('is not put off by what is typed meanwhile', () => {
    const alarm = new Alarm(),
      ring = vi.fn();
    alarm.set(after(5000), ring);
    vi.advanceTimersByTime(3000);
    alarm.set(after(4900), ring);
    vi.advanceTimersByTime(2000);
    expect(ring).toHaveBeenCalledOnce();
    alarm.set(after(1000, '2'), ring);
    alarm.off();
    vi.advanceTimersByTime(2000);
    expect(ring).toHaveBeenCalledOnce();
  });
});
