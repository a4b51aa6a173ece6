// Owns: the conversations that the case files speak of, by name. For tests and benchmarks.
#pragma once

#include <string_view>

#include "brain/understanding.hpp"

namespace errand::brain::embedded {

// none; item quantity options deliver_to shop when budget (a question for that slot is open);
// choice (three offers of pearl milk tea); draft (an approval is open: two pearl milk teas and a
// cola); one (an approval is open: three lattes, nothing else); bulk (forty milk teas); two (a milk
// tea that asks for approval, and before it a pizza that offers a choice); paid (an order under
// way). An unknown name gives none.
Context situation(std::string_view name);

}  // namespace errand::brain::embedded
