// Owns: how the examples write a number: fifteen digits, as .NET's "G15" does. Pure; any thread.
#pragma once

#include <string>

namespace errand::eval::language {

// 0.333333333333333, 1E-12, -1.2732E+15
std::string net_number(double value);

}  // namespace errand::eval::language
