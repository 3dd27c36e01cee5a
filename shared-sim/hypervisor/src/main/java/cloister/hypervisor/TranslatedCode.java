package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.core.Segments;
import cloister.hypervisor.Frame.Word;
import cloister.hypervisor.GuestSource.CodeSegment;
import cloister.hypervisor.translation.Place;
import cloister.hypervisor.translation.TranslationCache;
import cloister.hypervisor.translation.Words;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Binary translation (Adams and Agesen 2006; Bugnion 2012): in place of a guest's kernel its
 * translation runs in ring 1, in a segment that holds nothing else. The guest's programs run as
 * they are.
 *
 * <p>The frame is the guest's own from the moment in which it was left until it is entered: its CS,
 * its EIP, its GS. So the rest of the hypervisor knows nothing of the cache.
 */
final class TranslatedCode implements KernelCode {
  private static final int CODE = HostLayout.TRANSLATION_CODE | 1;
  private static final int DATA = HostLayout.TRANSLATION_DATA | 1;
  private static final int PUSHF = 0x9C;

  private final HostParts host;
  private final Cpu cpu;
  private final Memory memory;
  private final Frame frame;
  private final Shadowing shadowing;
  private final LieDetector lies;
  private final Simulation simulation;
  private final List<Translation> translations = new ArrayList<>();

  /** Instructions that guests have done, in all. */
  private long time;

  TranslatedCode(HostParts host, Frame frame, Shadowing shadowing) {
    this.host = host;
    this.frame = frame;
    this.shadowing = shadowing;
    cpu = host.cpu();
    memory = host.memory();
    lies = new LieDetector(cpu, memory);
    simulation = new Simulation(host, frame, shadowing, this::translate);
    for (int i = 0; i < host.guests().machines().size(); i++) {
      translations.add(new Translation(memory, i));
    }
  }

  Translation of(VirtualMachine guest) {
    return translations.get(host.guests().machines().indexOf(guest));
  }

  /** Opens the gate for calls to ring 1, and empties the caches. */
  @Override
  public void begun() {
    int gate = HostLayout.IDT + 8 * HostLayout.CALL_OUT_VECTOR + 4;
    memory.write32(gate, memory.read32(gate) | 1 << 13);
    translations.forEach(translation -> translation.cache.reset());
  }

  private boolean inCache() {
    return cpu.cpl() == 1 && cpu.segments.selector[Segments.CS] == CODE;
  }

  @Override
  public int step() {
    Translation now = of(host.guests().current());
    long before = host.retired();
    if (!inCache()) {
      boolean sensitive = lies.before(host.guests().current());
      int ran = cpu.run(1);
      passed(now, host.retired() - before);
      if (sensitive) {
        lies.behind().ifPresent(host.guests()::lied);
      }
      return ran;
    }
    int at = cpu.eip();
    int ran = cpu.run(1);
    long did = host.retired() - before;
    if (did > 0) {
      TranslationCache cache = now.cache;
      if (cache.counts(at)) {
        passed(now, did);
        now.shadows = cache.shadows(at);
      }
      if (cache.finds(at)) {
        cache.counts().found();
      }
      if (inCache()) {
        cache.comesTo(cpu.eip());
      }
    }
    return ran;
  }

  private void passed(Translation now, long instructions) {
    time += instructions;
    now.done += instructions;
    if (instructions > 0) {
      now.shadows = false;
    }
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public long done(long passed) {
    return of(host.guests().current()).done;
  }

  /** On the way out, and in the midst of a translated one, the registers are not the guest's. */
  @Override
  public long underway(long passed) {
    Translation now = of(host.guests().current());
    boolean between = !inCache() || now.cache.isBetween(cpu.eip());
    return between && passed >= DirectCode.WAY_OUT ? now.done : -1;
  }

  @Override
  public long until(VirtualMachine guest, long instructions) {
    Translation now = of(guest);
    boolean stale = frame.ring() == 1 && !now.stepping && now.cache.isStale(now.entry);
    return stale ? 1 : instructions;
  }

  @Override
  public void left(VirtualMachine guest, int vector) {
    Translation now = of(guest);
    now.why = Place.Why.NONE;
    now.resumes = false;
    now.within = false;
    boolean wasStepping = now.stepping;
    now.stepping = false;
    if (wasStepping && !now.stepsItself) {
      frame.set(Word.EFLAGS, frame.get(Word.EFLAGS) & ~Interrupts.TRAP_FLAG);
      now.within = true;
    }
    if ((frame.get(Word.CS) & 0xFFFF) != CODE) {
      return;
    }
    int offset = frame.get(Word.EIP) - (vector == HostLayout.CALL_OUT_VECTOR ? 2 : 0);
    Optional<Place> found = now.cache.place(offset);
    frame.set(Word.CS, now.code);
    frame.set(Word.GS, now.general);
    VirtualCpu own = guest.cpu();
    own.interruptFlag = now.cache.word(Words.INTERRUPT_FLAG) != 0;
    own.ioPrivilege = now.cache.word(Words.IO_PRIVILEGE) >>> Interrupts.IOPL_SHIFT & 3;
    if (found.isEmpty()) {
      guest.stop(VirtualMachine.End.UNKNOWN);
      return;
    }
    Place place = found.get();
    frame.set(Word.EIP, place.eip());
    now.offset = offset;
    now.eip = place.eip();
    now.why = place.why();
    now.whole = place.whole();
    now.holdsEax = place.holdsEax();
    now.resumes = vector != HostLayout.CALL_OUT_VECTOR;
    now.within = now.done == 0;
  }

  @Override
  public ExitReason reason(VirtualMachine guest, int vector) {
    if (vector != HostLayout.CALL_OUT_VECTOR) {
      return of(guest).within && vector == GuestFault.DEBUG && !guest.stepsItself()
          ? ExitReason.STEP
          : ExitReason.of(vector, guest.isStepped());
    }
    return switch (of(guest).why) {
      case CONTINUE -> ExitReason.CONTINUE;
      case LOOK_UP -> ExitReason.LOOK_UP;
      case SIMULATE -> ExitReason.SIMULATION;
      default -> ExitReason.CALL_OUT;
    };
  }

  @Override
  public boolean shadows(VirtualMachine guest) {
    return of(guest).shadows;
  }

  @Override
  public Done calledOut(VirtualMachine guest, CallOut callOut) throws GuestFault {
    Translation now = of(guest);
    return switch (now.why) {
      case CONTINUE -> Done.CONTINUED;
      case LOOK_UP -> {
        guest.cpu().shadowed = false;
        guest.passed(1);
        if ((frame.get(Word.EFLAGS) & Interrupts.TRAP_FLAG) != 0) {
          throw GuestFault.of(GuestFault.DEBUG, GuestFault.NO_ERROR_CODE);
        }
        yield Done.LOOKED_UP;
      }
      case STEP -> {
        now.stepsNext = true;
        yield Done.STEPPED;
      }
      case CALL_OUT -> callOut.emulate();
      case SIMULATE -> simulation.run(guest, now);
      case NONE -> {
        guest.stop(VirtualMachine.End.UNKNOWN);
        yield Done.STOPPED;
      }
    };
  }

  @Override
  public boolean adapts(VirtualMachine guest) {
    return simulation.adapts(guest, of(guest));
  }

  /** PUSHF stores the flag by which we make it one step, which is not the guest's. */
  @Override
  public boolean isWithin(VirtualMachine guest) {
    Translation now = of(guest);
    boolean steps = now.resumes && guest.isStepped() && !guest.stepsItself();
    if (steps && now.cache.byteAt(now.entry) == PUSHF) {
      try {
        int top = guest.descriptors().base(frame.get(Word.SS)) + frame.get(Word.ESP);
        int pushed = guest.linear().read32(top);
        guest.linear().write32(top, pushed & ~Interrupts.TRAP_FLAG);
      } catch (GuestFault fault) {
        throw new IllegalStateException("what was pushed is gone", fault);
      }
    }
    return now.within;
  }

  @Override
  public void redirected(VirtualMachine guest) {
    Translation now = of(guest);
    if (now.resumes && now.holdsEax) {
      frame.set(Word.EAX, now.cache.heldEax());
    }
    now.resumes = false;
    now.stepsNext = false;
    now.why = Place.Why.NONE;
  }

  @Override
  public void find(VirtualMachine guest) {
    Translation now = of(guest);
    if (guest.memory().takeWritten(now.pages.values())) {
      now.cache.dropChanged(new GuestSource(guest, now.segment));
    }
    if (frame.ring() != 1 || now.stepsNext) {
      return;
    }
    int eip = frame.get(Word.EIP);
    boolean there = now.resumes && eip == now.eip;
    if (there && !(now.whole && now.cache.isStale(now.offset))) {
      now.entry = now.offset;
      return;
    }
    CodeSegment segment = CodeSegment.of(guest, frame);
    if (!segment.equals(now.segment)) {
      now.segment = segment;
      now.cache.flush();
      now.pages.clear();
    }
    if (!segment.is32Bit()) {
      guest.stop(VirtualMachine.End.UNKNOWN);
      return;
    }
    boolean jumps = now.why == Place.Why.CONTINUE || now.why == Place.Why.LOOK_UP;
    int entry = jumps ? now.cache.find(eip) : now.cache.findInside(eip);
    int flushes = now.cache.counts().flushes();
    if (entry < 0) {
      entry = translate(guest, now, eip);
    }
    if (entry < 0) {
      now.stepsNext = true;
      return;
    }
    if (now.why == Place.Why.CONTINUE && flushes == now.cache.counts().flushes()) {
      if (now.cache.chain(now.offset, entry)) {
        host.guests().tell(CacheChanged.What.CHAIN, eip, linear(now, entry));
      }
    } else if (now.why == Place.Why.LOOK_UP) {
      now.cache.remember(eip, entry);
    }
    now.why = Place.Why.NONE;
    now.entry = entry;
    now.cache.comesTo(entry);
  }

  private static int linear(Translation now, int offset) {
    return HostLayout.BASE + now.cache.base() + offset;
  }

  private int translate(VirtualMachine guest, Translation now, int eip) {
    int flushes = now.cache.counts().flushes();
    int entry = now.cache.translate(new GuestSource(guest, now.segment), eip);
    if (flushes != now.cache.counts().flushes()) {
      now.pages.clear();
      host.guests().tell(CacheChanged.What.FLUSH, 0, 0);
    }
    if (entry >= 0) {
      host.guests().tell(CacheChanged.What.UNIT, eip, linear(now, entry));
      int first = now.segment.base() + eip;
      int last = first + now.cache.sourceBytes(entry) - 1;
      uses(guest, now, first);
      uses(guest, now, last);
    }
    return entry;
  }

  /** The guest would have fetched from this page; it is told of from now on when it changes. */
  private void uses(VirtualMachine guest, Translation now, int linear) {
    GuestTables.Walk walk = guest.tables().walk(linear);
    guest.tables().mark(walk, false);
    now.pages.put(linear >>> Memory.PAGE_BITS, walk.physical() >>> Memory.PAGE_BITS);
    shadowing.trace(guest, walk);
    guest.shadow().trace(walk.physical());
  }

  @Override
  public void waysForgotten(VirtualMachine guest) {
    Translation now = of(guest);
    boolean moved = false;
    for (Map.Entry<Integer, Integer> page : now.pages.entrySet()) {
      GuestTables.Walk walk = guest.tables().walk(page.getKey() << Memory.PAGE_BITS);
      boolean same = walk.physical() >>> Memory.PAGE_BITS == page.getValue();
      moved |= !walk.present() || !same || !guest.tables().isMarked(walk);
    }
    if (moved) {
      now.cache.dropAll();
      now.pages.clear();
      return;
    }
    now.cache.dropChanged(new GuestSource(guest, now.segment));
    for (int page : now.pages.keySet()) {
      GuestTables.Walk walk = guest.tables().walk(page << Memory.PAGE_BITS);
      shadowing.trace(guest, walk);
      guest.shadow().trace(walk.physical());
    }
  }

  @Override
  public void enter(VirtualMachine guest, boolean waits) {
    Translation now = of(guest);
    now.done = 0;
    boolean inKernel = frame.ring() == 1;
    now.stepping = inKernel && now.stepsNext;
    now.stepsNext = false;
    now.shadows = false;
    if (now.stepping) {
      int eflags = frame.get(Word.EFLAGS);
      now.stepsItself = (eflags & Interrupts.TRAP_FLAG) != 0;
      frame.set(Word.EFLAGS, eflags | Interrupts.TRAP_FLAG);
    }
    if (!inKernel || now.stepping) {
      TranslationSegments.hide(memory);
      return;
    }
    TranslationSegments.show(memory, now.cache);
    now.code = frame.get(Word.CS);
    now.general = frame.get(Word.GS);
    frame.set(Word.CS, CODE);
    frame.set(Word.GS, DATA);
    frame.set(Word.EIP, now.entry);
    VirtualCpu own = guest.cpu();
    now.cache.setWord(Words.INTERRUPT_FLAG, own.interruptFlag ? Interrupts.INTERRUPT : 0);
    now.cache.setWord(Words.IO_PRIVILEGE, own.ioPrivilege << Interrupts.IOPL_SHIFT);
    now.cache.setWord(Words.WAITING, waits ? 1 : 0);
  }

  /** While translations run, the flag is among their words. */
  @Override
  public boolean letsInterruptsIn(int guest) {
    boolean runs = guest == host.guests().currentNumber() && inCache();
    return runs
        ? translations.get(guest).cache.word(Words.INTERRUPT_FLAG) != 0
        : host.guests().machines().get(guest).letsInterruptsIn();
  }

  @Override
  public boolean leftWithInterruptsIn(VirtualMachine guest) {
    boolean translated = (frame.get(Word.CS) & 0xFFFF) == CODE;
    return translated && guest == host.guests().current()
        ? of(guest).cache.word(Words.INTERRUPT_FLAG) != 0
        : guest.letsInterruptsIn();
  }

  @Override
  public Optional<TranslationView.Shown> translated(int guest) {
    Translation shown = translations.get(guest);
    boolean runs = guest == host.guests().currentNumber() && inCache();
    int at = runs ? cpu.eip() : shown.offset;
    return Optional.of(new TranslationView.Shown(shown.cache, shown.segment.base(), at, runs));
  }

  @Override
  public void saveGuest(int guest, StateWriter out) {
    translations.get(guest).save(out);
    host.guests().machines().get(guest).saveOtherExits(out);
  }

  @Override
  public void loadGuest(int guest, StateReader in) {
    translations.get(guest).load(in);
    host.guests().machines().get(guest).loadOtherExits(in);
  }

  @Override
  public void save(StateWriter out) {
    out.writeLong(time);
    translations.forEach(translation -> translation.save(out));
    host.guests().machines().forEach(guest -> guest.saveOtherExits(out));
  }

  @Override
  public void load(StateReader in) {
    time = in.readLong();
    translations.forEach(translation -> translation.load(in));
    host.guests().machines().forEach(guest -> guest.loadOtherExits(in));
  }
}
