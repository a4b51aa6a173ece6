#include "invoice/record.hpp"

namespace errand::invoice {

std::string_view name_of(Source source) {
    return kSourceNames[static_cast<std::size_t>(source)];
}

std::string_view name_of(Format format) {
    return kFormatNames[static_cast<std::size_t>(format)];
}

std::string_view name_of(Fault fault) {
    return kFaultNames[static_cast<std::size_t>(fault)];
}

}  // namespace errand::invoice
