// Owns: what a camera or a scanner makes of a page. A value; one thread.
#pragma once

#include <string>

#include "synthetic/face.hpp"

namespace errand::synthetic {

enum class Harm {
    None,
    Rotated,
    Blurred,
    Shadowed,
    Small,
    Noisy,
    Photo
};  // Photo: several at once
std::string_view name_of(Harm harm);

// Rotated by any small angle, or by quarter turns; blurred as by a moved hand; with a shadow
// across; half as large; with a sensor's noise.
Pixels harmed(Pixels page, Harm harm, Random& random);
std::string to_png(const Pixels& pixels);
std::string to_jpeg(const Pixels& pixels, int quality);

}  // namespace errand::synthetic
