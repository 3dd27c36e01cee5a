%:include <stdio.h>
%:define STR(x) %:x
%:define GLUE(a, b) a%:%:b

int main(void) <%
  int value = 4;
  int a<:3:> = <% 1, 2, 3 %>;
  printf("%d %s %d\n", a<:1:>, STR(text), GLUE(va, lue));
  puts("<: stays :> ??/ ??=");
  return 0;
%>
