package cloister.machine.view;

import cloister.bits.Hex;
import cloister.codec.Json;
import cloister.device.apic.IoApic;
import cloister.device.apic.LocalApic;
import java.util.ArrayList;
import java.util.List;

/** The local APIC with its vector table, and the redirection table of the I/O APIC. */
final class ApicView {
  /** The sources of the local vector table by the manual's names, in its order. */
  private static final List<String> SOURCES =
      List.of("Timer", "Thermal", "PerfMon", "LINT0", "LINT1", "Error");

  private static final List<String> DELIVERIES =
      List.of("Fixed", "Lowest", "SMI", "3", "NMI", "INIT", "6", "ExtINT");

  private ApicView() {}

  static Json local(LocalApic apic) {
    LocalApic.Look look = apic.look();
    List<Json> sources = new ArrayList<>();
    for (int i = 0; i < SOURCES.size(); i++) {
      sources.add(source(SOURCES.get(i), look.sources().get(i)));
    }
    List<Json> rows =
        new Rows()
            .on("apic-enabled", look.enabled())
            .on("passes-8259", look.passes())
            .hex("task-priority", look.taskPriority(), 2)
            .hex("processor-priority", look.processorPriority(), 2)
            .text("requests", vectors(look.requests()))
            .text("in-service", vectors(look.inService()))
            .hex("spurious-vector", look.spuriousVector(), 2)
            .text("timer-initial", Integer.toUnsignedString(look.initialCount()))
            .text("timer-current", Integer.toUnsignedString(look.currentCount()))
            .number("timer-divisor", look.divisor())
            .list();
    return Json.object().put("rows", rows).put("sources", sources).build();
  }

  private static Json source(String name, LocalApic.Source source) {
    return Json.object()
        .put("name", name)
        .put("vector", Hex.hex8(source.vector()))
        .put("delivery", DELIVERIES.get(source.delivery()))
        .put("masked", source.masked())
        .put("periodic", source.periodic())
        .build();
  }

  /** All vectors in hexadecimal, the highest first. */
  private static String vectors(List<Integer> vectors) {
    StringBuilder text = new StringBuilder();
    for (int vector : vectors) {
      text.append(text.isEmpty() ? "0x" : " 0x").append(Hex.hex8(vector));
    }
    return text.isEmpty() ? "–" : text.toString();
  }

  static List<Json> lines(IoApic apic) {
    List<Json> lines = new ArrayList<>();
    for (int line = 0; line < IoApic.LINES; line++) {
      IoApic.Redirection row = apic.look(line);
      lines.add(
          Json.object()
              .put("line", line)
              .put("vector", Hex.hex8(row.vector()))
              .put("delivery", DELIVERIES.get(row.delivery()))
              .put("destination", (row.logical() ? "L " : "P ") + Hex.hex8(row.destination()))
              .put("level", row.level())
              .put("activeLow", row.activeLow())
              .put("high", row.high())
              .put("masked", row.masked())
              .put("waits", row.remoteRequest())
              .build());
    }
    return lines;
  }
}
