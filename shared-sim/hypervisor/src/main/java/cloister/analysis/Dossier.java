package cloister.analysis;

import cloister.bits.Hex;
import cloister.cpu.disasm.Disassembler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the runs of all forms of an instruction, and says what follows from them. */
final class Dossier {
  private final String name;
  private int rows;
  private int forms;
  private int worked;
  private int changed;
  private int trapsInRing1;
  private int refusedInRing3;
  private int liesInRing1;
  private int liesInRing3;
  private String example = "";
  private Optional<String> exception = Optional.empty();
  private Optional<String> refusal = Optional.empty();
  private Optional<Witness> witness = Optional.empty();

  Dossier(String name) {
    this.name = name;
  }

  void addRow() {
    rows++;
  }

  void addForm(Form form, Disassembler disassembler) {
    forms++;
    if (example.isEmpty()) {
      example = text(form, disassembler);
    }
  }

  void add(Run run, Form form, Disassembler disassembler) {
    Outcome alone = run.kernel();
    if (!alone.refused()) {
      worked++;
      changed += new Configuration(alone).isChanged() ? 1 : 0;
      trapsInRing1 += run.kernelTraps() ? 1 : 0;
      refusedInRing3 += run.program().refused() ? 1 : 0;
      if (run.program().refused() && exception.isEmpty()) {
        exception = Optional.of(run.program().exception());
      }
    } else if (refusal.isEmpty()) {
      refusal = Optional.of(alone.exception());
    }
    liesInRing1 += run.lieInKernel().isPresent() ? 1 : 0;
    liesInRing3 += run.lieInProgram().isPresent() ? 1 : 0;
    if (run.lieInKernel().isPresent() && (witness.isEmpty() || witness.get().ring() == 3)) {
      witness = Optional.of(witness(run, form, disassembler, 1, run.lieInKernel().get()));
    } else if (run.lieInProgram().isPresent() && witness.isEmpty()) {
      witness = Optional.of(witness(run, form, disassembler, 3, run.lieInProgram().get()));
    }
  }

  private static Witness witness(Run run, Form form, Disassembler disassembler, int ring, Lie lie) {
    List<String> state = new ArrayList<>(run.conditions().texts());
    for (int i = form.words().size() - form.chosen(); i < form.words().size(); i++) {
      state.add(text(form.words().get(i), run.place(ring)));
    }
    return new Witness(text(form, disassembler), bytes(form), ring, List.copyOf(state), lie);
  }

  private static String text(Form.Word word, Place place) {
    int value = place.resolved(word.value());
    return "[" + Hex.hex16(word.address()) + "]=" + Hex.hex(value, 2 * word.bytes());
  }

  private static String text(Form form, Disassembler disassembler) {
    return disassembler.disassemble(form.bytes(), 0, Layout.CODE, 32).text();
  }

  private static String bytes(Form form) {
    StringBuilder text = new StringBuilder();
    for (byte value : form.bytes()) {
      text.append(text.length() == 0 ? "" : " ").append(Hex.hex8(value));
    }
    return text.toString();
  }

  Finding finding() {
    boolean lies = liesInRing1 + liesInRing3 > 0;
    boolean privileged = worked > 0 && refusedInRing3 == worked;
    Effect ring1 = Effect.of(liesInRing1, trapsInRing1, worked);
    Effect ring3 = Effect.of(liesInRing3, refusedInRing3, worked);
    return new Finding(
        name,
        verdict(lies, privileged),
        privileged,
        changed > 0,
        lies,
        liesInRing3 > 0,
        worked == 0 ? Effect.REFUSED : Effect.WORKS,
        worked == 0 ? Effect.REFUSED : ring1,
        worked == 0 ? Effect.REFUSED : ring3,
        worked == 0 ? refusal : exception,
        rows,
        forms,
        example,
        witness);
  }

  private Verdict verdict(boolean lies, boolean privileged) {
    if (lies) {
      return Verdict.LIES;
    }
    if (worked == 0) {
      return Verdict.REFUSED;
    }
    if (privileged) {
      return Verdict.PRIVILEGED;
    }
    return changed + trapsInRing1 + refusedInRing3 > 0 ? Verdict.CAUGHT : Verdict.INNOCUOUS;
  }
}
