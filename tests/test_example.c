// The README's C program, run as it stands there.
#include "check.h"

int hello_main(void);
#define main hello_main
#include "../examples/hello.c"
#undef main

TEST(the_ball_of_the_hello_program_rests_on_the_ground)
{
    CHECK_NEAR(hello_main(), 495, 6);
}
