// The table of measurements. Adding one is a line here.
#include <array>

#include "eval/language/measure.hpp"
#include "eval/language/recognizers.hpp"

namespace errand::eval::language {
namespace {

constexpr std::array kMeasurements = {
    Measurement{"recognizers", measure_recognizers},
};

}  // namespace

std::span<const Measurement> measurements() {
    return kMeasurements;
}

}  // namespace errand::eval::language
