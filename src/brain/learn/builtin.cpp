#include "brain/learn/builtin.hpp"

#include "base/check.hpp"

// What the assembler puts around the file (cmake/model.S.in).
extern "C" {
extern const std::byte kErrandModelBegin[];
extern const std::byte kErrandModelEnd[];
}

namespace errand::brain::learn {

std::span<const std::byte> builtin_model_bytes() {
    return {kErrandModelBegin, kErrandModelEnd};
}

const Model& builtin_model() {
    static const Model model = [] {
        auto opened = Model::view(builtin_model_bytes());
        ERRAND_CHECK(opened);
        return *std::move(opened);
    }();
    return model;
}

}  // namespace errand::brain::learn
