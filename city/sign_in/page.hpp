// Owns: the sign-in page. Pure; any thread. Must stay true: everything that came from outside is
// escaped; the page loads nothing and runs no script.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "city/sign_in/authority.hpp"

namespace errand::city {

// Asks whether `request` shall be granted, for one of `users`; `fields` come back with the form.
std::string sign_in_page(const AuthorizationRequest& request, const Fields& fields,
                         const std::vector<std::string>& users);
// Says why there is nothing to sign in to.
std::string sign_in_error_page(const SignInError& error);

}  // namespace errand::city
