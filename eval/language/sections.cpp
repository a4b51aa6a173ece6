// The table of measurements. Adding one is a line here.
#include <array>

#include "eval/language/crosswoz.hpp"
#include "eval/language/intents.hpp"
#include "eval/language/measure.hpp"
#include "eval/language/own.hpp"
#include "eval/language/recognizers.hpp"
#include "eval/language/tools.hpp"

namespace errand::eval::language {
namespace {

constexpr std::array kMeasurements = {
    Measurement{"recognizers", measure_recognizers}, Measurement{"clinc150", measure_clinc150},
    Measurement{"banking77", measure_banking77},     Measurement{"hwu64", measure_hwu64},
    Measurement{"crosswoz", measure_crosswoz},       Measurement{"own", measure_own},
    Measurement{"metatool", measure_tools},
};

}  // namespace

std::span<const Measurement> measurements() {
    return kMeasurements;
}

}  // namespace errand::eval::language
