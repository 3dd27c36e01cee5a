#include <stdio.h>

static int a_very_long_identifier_that_goes_on_and_on_until_it_is_well_past_sixty_three_characters_1 = 1;
static int a_very_long_identifier_that_goes_on_and_on_until_it_is_well_past_sixty_three_characters_2 = 2;
static int _ = 3, __x = 4, A1b2_C3 = 5;
static int dollar$name = 6;
static int iffy = 7, returned = 8, int_ = 9, whiles = 10;

int main(void) {
  printf("%d %d\n",
         a_very_long_identifier_that_goes_on_and_on_until_it_is_well_past_sixty_three_characters_1,
         a_very_long_identifier_that_goes_on_and_on_until_it_is_well_past_sixty_three_characters_2);
  printf("%d %d %d %d %d\n", _, __x, A1b2_C3, dollar$name, iffy + returned + int_ + whiles);
  return 0;
}
