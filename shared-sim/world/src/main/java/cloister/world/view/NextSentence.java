package cloister.world.view;

import cloister.cpu.Cpu;
import cloister.message.Argument;
import cloister.message.Message;
import cloister.why.Faults;
import cloister.world.table.Descriptor;
import java.util.Optional;

/** What the next step will be, as far as it can be said before it is done. */
final class NextSentence {
  private NextSentence() {}

  static Optional<Message> of(Scene scene) {
    Cpu cpu = scene.cpu();
    if (scene.world().stopped()) {
      return Optional.empty();
    }
    if (!cpu.faultPending() && scene.world().machine().interruptArrives()) {
      return Optional.of(Message.of("next.interrupt"));
    }
    if (!cpu.faultPending() && cpu.halted()) {
      return Optional.of(Message.of("next.waiting"));
    }
    if (!cpu.faultPending() && !scene.hasPage(cpu.linearEip())) {
      return Optional.of(Message.of("next.no-page", Argument.hex32("address", cpu.linearEip())));
    }
    if (!cpu.faultPending()) {
      String text = scene.disassemble(cpu.linearEip()).text();
      return Optional.of(Message.of("next.instruction", Argument.code("code", text)));
    }
    int vector = cpu.pendingVector();
    if (!cpu.protectedMode() && vector * 4 + 3 <= cpu.idtLimit()) {
      String fault = Faults.name(vector, -1);
      return Optional.of(Message.of("next.real-handler", Argument.fault("fault", fault)));
    }
    Descriptor gate =
        scene.hasIdt() && scene.idt().has(vector)
            ? scene.idt().entry(vector)
            : new Descriptor(0, 0);
    if (!cpu.protectedMode() || !gate.kind().isGate()) {
      String fault = Faults.name(vector, cpu.pendingErrorCode());
      return Optional.of(Message.of("next.no-gate", Argument.fault("fault", fault)));
    }
    int index = gate.selector() / Descriptor.SIZE;
    Descriptor code = scene.gdt().has(index) ? scene.gdt().entry(index) : new Descriptor(0, 0);
    return Optional.of(
        Message.of(
            "next.gate-handler",
            Argument.vector("gate", vector),
            Argument.code("handler", scene.symbolOr(code.base() + gate.offset())),
            Argument.decimal("ring", code.dpl())));
  }
}
