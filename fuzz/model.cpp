// A model's bytes, as a file and as a body under a right checksum: an error, or a model that reads
// any sentence.
#include "brain/learn/model.hpp"
#include "base/check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand::brain::learn;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    (void)Model::open(bytes);
    const auto model = Model::open(model_file(bytes));
    if (!model) return 0;
    const auto text = errand::language::read_text("点两杯奶茶 to the office at 3pm");
    const auto reading = model->read(text);
    ERRAND_CHECK(!reading.heads.empty());
    for (const auto& slot : reading.slots)
        ERRAND_CHECK(slot.begin < slot.end && slot.end <= text.original.size());
    return 0;
}
