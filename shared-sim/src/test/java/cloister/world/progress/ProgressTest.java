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
                + "'y':{'passedAt':5,'firstTry':false}},'log':[1,2]},"
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
  void aLogIsKeptForTheTasksThatItPasses() throws JsonException {
    Json x = json("{'lessons':{'a':{'tasks':{'x':{}},'log':['long','long']}}}");
    Json y = json("{'lessons':{'a':{'tasks':{'y':{}},'log':['b']}}}");
    Json two = json("{'lessons':{'a':{'tasks':{'v':{},'w':{}},'log':['c']}}}");
    Json all =
        json("{'lessons':{'a':{'tasks':{'v':{},'w':{},'x':{},'y':{}},'log':['c'],'passes':2}}}");
    assertEquals(all.writeSorted(), Progress.merge(Progress.merge(x, y), two).writeSorted());
    assertEquals(all.writeSorted(), Progress.merge(x, Progress.merge(y, two)).writeSorted());
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
        lessons.put(
            lesson,
            Json.object()
                .put("tasks", tasks.build())
                .put("log", Json.strings(java.util.Collections.nCopies(random.nextInt(3), "r")))
                .build());
      }
    }
    return Json.object().put("lessons", lessons.build()).build();
  }

  private static Json json(String text) throws JsonException {
    return JsonParser.parse(text.replace('\'', '"'));
  }
}
