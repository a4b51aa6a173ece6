// Owns: the model that the build made of skills/*/phrases and put into this program
// (cmake/model.cmake). Any thread.
#pragma once

#include <span>

#include "brain/learn/model.hpp"

namespace errand::brain::learn {

// Opened at the first call, in about a millisecond.
const Model& builtin_model();
// Its file.
std::span<const std::byte> builtin_model_bytes();

}  // namespace errand::brain::learn
