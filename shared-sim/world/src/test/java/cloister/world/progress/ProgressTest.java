package cloister.world.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void unionWithEarliestPassAndFirstTryKept() throws JsonException {
    Json here =
        json(
            "{'lessons':{'a':{'tasks':{'x':{'passedAt':20,'firstTry':true},"
                + "'y':{'passedAt':5,'firstTry':false}},'log':[1,2]}}}");
    Json there =
        json(
            "{'lessons':{'a':{'tasks':{'x':{'passedAt':10,'firstTry':false}},'log':[1,2,3]},"
                + "'b':{'tasks':{},'log':[]}}}");
    assertEquals(
        json("{'lessons':{'a':{'tasks':{'x':{'passedAt':10,'firstTry':true},"
                + "'y':{'passedAt':5,'firstTry':false}},'log':[1,2,3]},"
                + "'b':{'tasks':{},'log':[]}}}")
            .writeSorted(),
        Progress.merge(here, there).writeSorted());
  }

  @Test
  void orderAndRepetitionDoNotMatter() {
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      Json a = record(random);
      Json b = record(random);
      String ab = Progress.merge(a, b).writeSorted();
      assertEquals(ab, Progress.merge(b, a).writeSorted());
      assertEquals(ab, Progress.merge(Progress.merge(a, b), b).writeSorted());
      Json c = record(random);
      assertEquals(
          Progress.merge(Progress.merge(a, b), c).writeSorted(),
          Progress.merge(a, Progress.merge(b, c)).writeSorted());
      assertEquals(a.writeSorted(), Progress.merge(a, a).writeSorted());
      assertEquals(a.writeSorted(), Progress.merge(Json.NULL, a).writeSorted());
    }
  }

  @Test
  void theNewerLogIsKeptWhateverItPasses() throws JsonException {
    Json further = json("{'lessons':{'a':{'tasks':{'x':{},'y':{}},'log':['1','2'],'updated':9}}}");
    Json newer = json("{'lessons':{'a':{'tasks':{'z':{}},'log':['b'],'updated':10}}}");
    Json unstored = json("{'lessons':{'a':{'tasks':{},'log':['long','long','long']}}}");
    Json all = json("{'lessons':{'a':{'tasks':{'x':{},'y':{},'z':{}},'log':['b'],'updated':10}}}");
    assertEquals(
        all.writeSorted(), Progress.merge(Progress.merge(newer, unstored), further).writeSorted());
    assertEquals(
        all.writeSorted(), Progress.merge(further, Progress.merge(unstored, newer)).writeSorted());
  }

  private static Json record(Random random) {
    Json.Members lessons = Json.object();
    for (String lesson : new String[] {"a", "b"}) {
      if (random.nextBoolean()) {
        Json.Members tasks = Json.object();
        for (String task : new String[] {"x", "y", "z"}) {
          if (random.nextBoolean()) {
            tasks.put(
                task,
                Json.object()
                    .put("passedAt", random.nextInt(5))
                    .put("firstTry", random.nextBoolean())
                    .build());
          }
        }
        Json.Members members =
            Json.object()
                .put("tasks", tasks.build())
                .put("log", Json.strings(java.util.Collections.nCopies(random.nextInt(3), "r")));
        if (random.nextBoolean()) {
          members.put("updated", random.nextInt(3));
        }
        lessons.put(lesson, members.build());
      }
    }
    return Json.object().put("lessons", lessons.build()).build();
  }

  private static Json json(String text) throws JsonException {
    return JsonParser.parse(text.replace('\'', '"'));
  }
}
