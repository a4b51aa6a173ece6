// A sentence, in any bytes: every grammar at every place, and the embedded brain's whole reading.
#include "base/check.hpp"
#include "brain/embedded/compact.hpp"
#include "brain/embedded/embedded.hpp"
#include "language/money.hpp"
#include "language/numbers.hpp"
#include "language/text.hpp"
#include "language/times.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand;
    const std::string_view sentence(reinterpret_cast<const char*>(data), size);
    const auto text = language::read_text(sentence);
    for (std::size_t at = 0; at < text.size(); ++at) {
        ERRAND_CHECK(text[at].begin <= text[at].end && text[at].end <= text.original.size());
        if (const auto found = language::read_number(text, at)) ERRAND_CHECK(found->end > at);
        if (const auto found = language::read_quantity(text, at)) ERRAND_CHECK(found->end > at);
        if (const auto found = language::read_money(text, at)) ERRAND_CHECK(found->end > at);
        if (const auto found = language::read_moment(text, at)) {
            ERRAND_CHECK(found->end > at);
            (void)language::resolve(*found, Time(Millis(1'772'422'800'000)), TimeZone::utc());
        }
    }
    brain::Context context;
    context.time_zone = "Asia/Shanghai";
    const auto read = brain::embedded::understand(sentence, context);
    ERRAND_CHECK(read.confidence >= 0 && read.confidence <= 1);
    (void)brain::embedded::compact(read);
    return 0;
}
