package cloister.device.reset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.device.Workbench;
import cloister.event.Event.ResetCause;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResetTest {
  private final Workbench bench = new Workbench();
  private boolean line20;
  private final List<ResetCause> resets = new ArrayList<>();
  private final Reset reset = new Reset(high -> line20 = high, resets::add);

  @BeforeEach
  void connect() {
    reset.connect(bench.ports);
  }

  @Test
  void port92OpensAddressLine20AndResets() {
    bench.out(0x92, 2);
    assertTrue(line20);
    assertEquals(2, bench.in(0x92));
    bench.out(0x92, 3);
    assertEquals(List.of(ResetCause.SYSTEM_CONTROL_PORT), resets);
    bench.out(0x92, 0);
    assertFalse(line20);
  }

  @Test
  void theResetControlRegisterResetsByItsThirdBit() {
    bench.out(0xcf9, 2);
    assertEquals(List.of(), resets);
    bench.out(0xcf9, 6);
    assertEquals(List.of(ResetCause.RESET_CONTROL_REGISTER), resets);
    assertEquals(2, bench.in(0xcf9));
  }

  @Test
  void theStateIsSaved() {
    bench.out(0x92, 2);
    byte[] saved = bench.save(reset);
    bench.out(0x92, 0);
    bench.load(saved, reset);
    assertTrue(line20);
  }
}
