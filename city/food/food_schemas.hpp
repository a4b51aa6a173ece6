// Owns: the JSON Schemas of food's tools. Constant; any thread.
#pragma once

#include <string_view>

namespace errand::city::food_schemas {

extern const std::string_view kSearchInput;
extern const std::string_view kSearchOutput;
extern const std::string_view kMenuInput;
extern const std::string_view kMenuOutput;
extern const std::string_view kQuoteInput;
extern const std::string_view kQuoteOutput;
extern const std::string_view kCheckoutInput;
extern const std::string_view kCheckoutOutput;
extern const std::string_view kPlaceInput;
extern const std::string_view kOrderInput;
extern const std::string_view kOrderOutput;
extern const std::string_view kOrdersInput;
extern const std::string_view kOrdersOutput;
extern const std::string_view kPreviewOutput;
extern const std::string_view kCancelInput;
extern const std::string_view kCancelOutput;
extern const std::string_view kChangeInput;

}  // namespace errand::city::food_schemas
