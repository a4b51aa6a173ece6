#include "app/services_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>

#include "app/limits.hpp"
#include "app/service_settings.hpp"
#include "base/descriptor.hpp"
#include "server/home.hpp"

namespace errand::app {
namespace {

constexpr std::string_view kHead =
    "# Written by `errand connect` and `errand disconnect`: what is changed here by hand may be\n"
    "# lost. Services of your own stand in errand.toml. docs/connecting.md\n";

Result<> make_home(const std::filesystem::path& home) {
    std::error_code error;
    const bool made = std::filesystem::create_directories(home, error);
    if (made && !error)
        std::filesystem::permissions(home, std::filesystem::perms::owner_all, error);
    if (error)
        return fail(ErrorCode::Unavailable,
                    fmt::format("cannot make {}: {}", home.string(), error.message()));
    return {};
}

// Held by who changes the file.
Result<Descriptor> lock(const Paths& paths) {
    const auto file = paths.home / "services.lock";
    Descriptor held(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (held.get() < 0)
        return fail(ErrorCode::Unavailable,
                    fmt::format("cannot open {}: {}", file.string(), std::strerror(errno)));
    const auto give_up = std::chrono::steady_clock::now() + kFileLockWait;
    while (::flock(held.get(), LOCK_EX | LOCK_NB) != 0) {
        if (std::chrono::steady_clock::now() >= give_up)
            return fail(ErrorCode::Conflict, "another command changes the services", "try again");
        std::this_thread::sleep_for(kLookEvery);
    }
    return held;
}

Result<> write(const Paths& paths, const std::vector<server::ServiceEntry>& services) {
    std::string text(kHead);
    for (const auto& service : services) text += "\n" + write_service(service);
    ERRAND_TRY(const auto again, parse_settings(text, paths.services().string()));
    if (again.services.size() != services.size())
        return fail(ErrorCode::Internal, "the services do not read back as they were written");
    return server::write_private_file(paths.services(), text);
}

}  // namespace

Result<> add_service(const Paths& paths, const server::ServiceEntry& service) {
    ERRAND_TRY_VOID(make_home(paths.home));
    ERRAND_TRY(const auto held, lock(paths));
    ERRAND_TRY(const auto all, load_settings(paths));
    if (std::ranges::find(all.services, service.name, &server::ServiceEntry::name) !=
        all.services.end())
        return fail(ErrorCode::Conflict,
                    fmt::format("a service '{}' is connected already", service.name),
                    fmt::format("choose another --name, or take it out first: errand disconnect {}",
                                service.name));
    ERRAND_TRY(auto own, load_settings(paths.services()));
    own.services.push_back(service);
    return write(paths, own.services);
}

Result<> remove_service(const Paths& paths, const std::string& name) {
    ERRAND_TRY(const auto all, load_settings(paths));
    if (std::ranges::find(all.services, name, &server::ServiceEntry::name) == all.services.end())
        return fail(ErrorCode::NotFound, fmt::format("no service '{}' is connected", name),
                    "errand services lists them");
    ERRAND_TRY(const auto held, lock(paths));
    ERRAND_TRY(auto own, load_settings(paths.services()));
    if (std::erase_if(own.services, [&](const auto& one) { return one.name == name; }) == 0)
        return fail(ErrorCode::Invalid,
                    fmt::format("the service '{}' stands in {}, which only you write", name,
                                paths.settings().string()),
                    "take its [[service]] out there");
    return write(paths, own.services);
}

}  // namespace errand::app
