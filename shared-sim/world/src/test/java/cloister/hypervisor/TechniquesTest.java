package cloister.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cloister.world.Scenario;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TechniquesTest {
  @Test
  void scenariosKnowAllOfThem() {
    assertEquals(
        Arrays.stream(Techniques.values()).map(Techniques::id).toList(), Scenario.techniques());
  }

  @Test
  void anUnknownOneIsNotTakenForAnother() {
    assertThrows(IllegalArgumentException.class, () -> Techniques.named("magic"));
  }
}
