package cloister.hypervisor;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.cpu.Cpu;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import cloister.cpu.vmx.VmcsField;
import cloister.event.Event;
import cloister.event.Event.FaultRaised;
import cloister.event.Exceptions;
import cloister.event.Witness;
import cloister.hypervisor.Cell.Part;
import cloister.machine.Rerun;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of one exit, from what the guest tried to where a guest goes on: the run is done once
 * more over these steps, and what is kept of the guest is compared before and after each of them.
 */
final class ExitLife {
  private static final Disassembler DISASSEMBLER = new Disassembler(new OpcodeTable());

  /** What is told of every VM exit, whether it has changed or not. */
  private static final List<VmcsField> ALWAYS =
      List.of(
          VmcsField.EXIT_REASON,
          VmcsField.EXIT_QUALIFICATION,
          VmcsField.EXIT_LENGTH,
          VmcsField.GUEST_RIP,
          VmcsField.GUEST_RFLAGS,
          VmcsField.GUEST_RSP,
          VmcsField.GUEST_CR3,
          VmcsField.GUEST_CS_SELECTOR);

  /** What the processor takes from there for the host. */
  private static final List<VmcsField> HOST =
      List.of(
          VmcsField.HOST_RIP, VmcsField.HOST_RSP, VmcsField.HOST_CR3, VmcsField.HOST_CS_SELECTOR);

  private final ExitRow row;
  private final Rerun rerun;
  private final Host again;
  private final List<Json> stages = new ArrayList<>();

  ExitLife(ExitRow row, Rerun rerun) {
    this.row = row;
    this.rerun = rerun;
    again = (Host) rerun.machine();
  }

  List<Json> json() {
    rerun.to(row.begun - 1);
    tried();
    if (row.lie != null) {
      lied();
      return stages;
    }
    List<Cell> saved = saves();
    pushes(saved);
    decides();
    if (row.isOver()) {
      goesBack();
    }
    return stages;
  }

  private List<Cell> cells() {
    return again.cells(row.guest());
  }

  private static Json.Members stage(String what, String lane, int step) {
    return Json.object().put("what", what).put("lane", lane).put("step", step);
  }

  /** The instruction that the processor stands before. */
  private String next() {
    Cpu cpu = again.cpu();
    int address = cpu.linearEip();
    return DISASSEMBLER.disassemble(cpu.linear()::read8, address, address, cpu.codeBits()).text();
  }

  // What the guest did

  private void tried() {
    Cpu cpu = again.cpu();
    Json.Members out =
        stage(row.begins(), "guest", row.begun)
            .put("code", row.lie == null ? row.told.code() : row.lie.lie().mnemonic())
            .put("at", Hex.hex32(row.lie == null ? row.told.eip() : row.lie.lie().eip()))
            .put("runs", next())
            .put("runsAt", Hex.hex32(cpu.linearEip()))
            .put("cpl", cpu.cpl())
            .put("believed", row.hardware ? cpu.cpl() : VirtualMachine.believedRing(cpu.cpl()))
            .put("interrupts", again.letsInterruptsIn(row.guest()) ? 1 : 0);
    if (row.begun < row.entered) {
      for (Event event : rerun.step(Witness.NONE)) {
        if (event instanceof FaultRaised fault) {
          refusal(out, fault);
        }
      }
    }
    stages.add(out.build());
  }

  private static void refusal(Json.Members out, FaultRaised fault) {
    String number = fault.errorCode() == 0 ? "0" : Hex.prefixed(fault.errorCode());
    String code = fault.errorCode() < 0 ? "" : "(" + number + ")";
    List<Json> compared = new ArrayList<>();
    for (int i = 0; i < fault.rule().operands().size(); i++) {
      int value = fault.operand(i);
      String shown = value >= 0 && value < 10 ? Integer.toString(value) : Hex.prefixed(value);
      compared.add(Json.of(fault.rule().operands().get(i) + " " + shown));
    }
    out.put("fault", "#" + Exceptions.shortName(fault.vector()) + code)
        .put("section", fault.rule().section())
        .put("compared", compared);
  }

  private void lied() {
    Lie lie = row.lie.lie();
    stages.add(
        stage("lies", "processor", row.left)
            .put("gets", lie.what().text())
            .put("got", Hex.hex32(lie.got()))
            .put("due", Hex.hex32(lie.due()))
            .build());
    rerun.step(Witness.NONE);
    goesOn(row.left);
  }

  // What the processor and the entry code save

  private List<Cell> saves() {
    List<Cell> before = cells();
    Pushes pushes = new Pushes();
    rerun.step(pushes);
    Json.Members out = stage(row.hardware ? "exits" : "saves", "processor", row.entered);
    if (row.hardware) {
      stages.add(out.put("cells", exit(before)).build());
      List<Json> host = new ArrayList<>();
      for (Cell cell : cells()) {
        if (cell.part() == Part.HOST && isOne(HOST, cell)) {
          host.add(cell.json().build());
        }
      }
      stages.add(stage("loads-host", "processor", row.entered).put("cells", host).build());
    } else {
      stages.add(out.put("cells", pushes.rows(false)).put("loads", pushes.loads).build());
    }
    return pushes.written;
  }

  private List<Json> exit(List<Cell> before) {
    List<Cell> after = cells();
    List<Json> rows = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      Cell now = after.get(i);
      boolean told = now.part() == Part.EXIT || now.part() == Part.GUEST;
      boolean changed = !now.value().equals(before.get(i).value());
      if (told && changed) {
        rows.add(now.json().put("before", before.get(i).value()).build());
      } else if (told && isOne(ALWAYS, now)) {
        rows.add(now.json().build());
      }
    }
    return rows;
  }

  private static boolean isOne(List<VmcsField> fields, Cell cell) {
    for (VmcsField field : fields) {
      if (field.text().equals(cell.name())) {
        return true;
      }
    }
    return false;
  }

  private void pushes(List<Cell> saved) {
    rerun.to(row.left - 1);
    List<Json> pushed = new ArrayList<>();
    for (Cell cell : cells()) {
      if (cell.part() == Part.FRAME && saved.stream().noneMatch(one -> one.isAt(cell))) {
        pushed.add(cell.json().build());
      }
    }
    stages.add(
        stage("pushes", "hypervisor", row.entered + 1)
            .put("count", row.left - 1 - row.entered)
            .put("cells", pushed)
            .build());
  }

  // What the hypervisor does

  private void decides() {
    decide(row.left);
    if (row.worked > row.left) {
      List<Cell> before = cells();
      rerun.to(row.worked - 1);
      stages.add(
          stage("handles", "hypervisor", row.left + 1)
              .put("count", row.worked - 1 - row.left)
              .put("cells", Cell.changed(before, cells()))
              .build());
      decide(row.worked);
    }
  }

  private void decide(int step) {
    List<Cell> before = cells();
    List<Json> done = new ArrayList<>();
    for (Event event : rerun.step(Witness.NONE)) {
      if (event instanceof GuestExited did) {
        done.add(Json.of(did.done().word()));
      } else if (event instanceof CacheChanged changed) {
        done.add(Json.of(changed.name().substring("vm.".length())));
      } else if (event instanceof Retranslated changed) {
        done.add(Json.of(changed.name().substring("vm.".length())));
      }
    }
    stages.add(
        stage("decides", "hypervisor", step)
            .put("done", done)
            .put("cells", Cell.changed(before, cells()))
            .build());
  }

  // The way back

  private void goesBack() {
    rerun.to(row.back - 1);
    Pushes pops = new Pushes();
    String code = next();
    Json.Members out =
        stage(row.hardware ? "enters" : "returns", "processor", row.back)
            .put("code", code)
            .put("count", row.back - row.worked);
    for (Event event : rerun.step(pops)) {
      if (event instanceof VmEntry entry && entry.injected() >= 0) {
        out.put("injected", Hex.prefixed(entry.injected()));
      }
    }
    stages.add(out.put("cells", pops.rows(true)).build());
    goesOn(row.back);
  }

  private void goesOn(int step) {
    Cpu cpu = again.cpu();
    int guest = again.runner().number() - 1;
    if (guest >= 0) {
      stages.add(
          stage("goes-on", "guest", step)
              .put("guest", String.valueOf((char) ('A' + guest)))
              .put("code", next())
              .put("at", Hex.hex32(cpu.linearEip()))
              .put("cpl", cpu.cpl())
              .put("interrupts", again.letsInterruptsIn(guest) ? 1 : 0)
              .build());
    }
  }

  /** The words that the processor itself moves on a way, and what it loads from elsewhere. */
  private static final class Pushes implements Witness {
    private final List<Cell> written = new ArrayList<>();
    private final List<Cell> read = new ArrayList<>();
    private final List<Json> loads = new ArrayList<>();

    @Override
    public void moved(String name, boolean writes, int linear, int bytes, int value) {
      Cell cell =
          new Cell(Part.FRAME, name, Hex.hex32(linear), Hex.hex(value, bytes == 1 ? 1 : 2 * bytes));
      (writes ? written : read).add(cell);
    }

    @Override
    public void loaded(String name, String from, int plus, int value) {
      loads.add(
          Json.object()
              .put("name", name)
              .put("from", from)
              .put("value", name.length() == 2 ? Hex.hex16(value) : Hex.hex32(value))
              .build());
    }

    List<Json> rows(boolean reads) {
      List<Json> rows = new ArrayList<>();
      for (Cell cell : reads ? read : written) {
        rows.add(cell.json().build());
      }
      return rows;
    }
  }
}
