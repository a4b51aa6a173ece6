#include "brain/learn/builtin.hpp"

#include "base/check.hpp"

// What the assembler puts around the file (cmake/model.S.in).
extern "C" {
extern const std::byte errand_builtin_model_begin[];
extern const std::byte errand_builtin_model_end[];
}

namespace errand::brain::learn {

std::span<const std::byte> builtin_model_bytes() {
    return {errand_builtin_model_begin, errand_builtin_model_end};
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
