package cloister.analysis;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.disasm.Disassembler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts all instructions by what they are to a hypervisor (Popek and Goldberg, Formal Requirements
 * for Virtualizable Third Generation Architectures, 1974). Nothing is known of an instruction
 * beforehand: each is run in ring 0 of a machine of its own and as program in ring 3, in ring 1 and
 * 3 under a hypervisor, in several forms and states, and the results are compared.
 */
public final class Analysis {
  private final OpcodeTable opcodes;
  private final Disassembler disassembler;
  private final Era era;
  private final Arrangement arrangement;
  private final List<Rings> rings = new ArrayList<>();
  private final Map<String, Dossier> dossiers = new LinkedHashMap<>();
  private final List<Encoding> refused = new ArrayList<>();
  private int next;
  private int runs;

  public Analysis(OpcodeTable opcodes, Era era, Arrangement arrangement) {
    this.opcodes = opcodes;
    this.era = era;
    this.arrangement = arrangement;
    disassembler = new Disassembler(opcodes);
    for (Conditions conditions : Conditions.all()) {
      rings.add(new Rings(era, arrangement, conditions));
    }
  }

  /** Runs everything. */
  public static Result of(OpcodeTable opcodes, Era era, Arrangement arrangement) {
    Analysis analysis = new Analysis(opcodes, era, arrangement);
    analysis.advance(opcodes.rows().size());
    return analysis.result();
  }

  /** Runs the next rows of the opcode table. */
  public void advance(int count) {
    int end = Math.min(next + count, opcodes.rows().size());
    while (next < end) {
      run(opcodes.rows().get(next++));
    }
  }

  /** How many rows have been run. */
  public int done() {
    return next;
  }

  /** How many rows there are. */
  public int all() {
    return opcodes.rows().size();
  }

  private void run(Encoding row) {
    String name = Names.of(row);
    Dossier dossier = dossiers.get(name);
    if (dossier == null) {
      dossier = new Dossier(name);
      dossiers.put(name, dossier);
    }
    dossier.addRow();
    boolean worked = false;
    for (Form form : Forms.of(row)) {
      dossier.addForm(form, disassembler);
      for (Rings each : rings) {
        Run run = each.run(form);
        worked |= !run.kernel().refused();
        dossier.add(run, form, disassembler);
        runs += Rings.PLACES;
      }
    }
    if (!worked) {
      refused.add(row);
    }
  }

  /** What the rows that have been run came to. */
  public Result result() {
    List<Finding> findings = new ArrayList<>();
    for (Dossier dossier : dossiers.values()) {
      findings.add(dossier.finding());
    }
    List<Refused> never = new ArrayList<>();
    for (Encoding row : refused) {
      never.add(Refused.of(row));
    }
    return new Result(era, arrangement, next, runs, findings, never);
  }
}
