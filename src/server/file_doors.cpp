// Owns: the doors for files: those that come with a sentence, and those that were made.
//
// Which files a sentence may name. A path is opened with the server's rights, so it is taken only
// from who has these rights anyway: the home's owner (the default user, whose token lies in the
// home, readable for its owner alone), over loopback. Anyone else is refused, and no path is ever
// taken from a sentence's words. The bytes are copied before the sentence is taken, so what an
// errand works on is what was there then.
#include <fmt/format.h>

#include "base/encoding.hpp"
#include "files/disk.hpp"
#include "files/limits.hpp"
#include "net/url.hpp"
#include "server/api.hpp"

namespace errand::server {
namespace {

Result<> may_name_paths(const net::Request& request, const std::string& user) {
    if (user != consent::kDefaultUser || !net::is_loopback_host(request.peer))
        return fail(ErrorCode::Denied, "files of this machine are its owner's alone",
                    "attach them from a client on the server's own machine");
    return {};
}

Result<> check_paths(const std::vector<std::string>& paths) {
    for (const auto& path : paths) {
        if (path.find('\0') != std::string::npos || !std::filesystem::path(path).is_absolute())
            return fail(ErrorCode::Invalid, fmt::format("'{}' is no absolute path", path),
                        "name files from the root of the file system");
    }
    return {};
}

std::string_view media_type_of(const std::string& name) {
    if (name.ends_with(".xlsx"))
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    if (name.ends_with(".csv")) return "text/csv; charset=utf-8";
    if (name.ends_with(".json")) return "application/json";
    return "application/octet-stream";
}

async::Awaitable<net::Response> download(Rooms& rooms, net::Request request, std::string user) {
    auto* workshop = rooms.services.workshop;
    const auto errand = whole_number("errand", request.parameter("errand"));
    const auto version = whole_number("version", request.parameter("version"));
    const std::string name(request.parameter("name"));
    if (workshop == nullptr || !errand || !version)
        co_return net::Response::error({ErrorCode::NotFound, "there is no such file", {}});
    auto bytes = co_await workshop->pool().run(
        [workshop, user, errand = *errand, version = *version, name]() -> Result<std::string> {
            ERRAND_TRY(const auto path, workshop->files().made(user, errand, version, name));
            return files::read_whole(path, kMaxDownloadBytes);
        });
    if (!bytes) co_return net::Response::error(bytes.error());
    net::Response response;
    response.body = *std::move(bytes);
    response.headers.set("Content-Type", std::string(media_type_of(name)));
    response.headers.set("Content-Disposition",
                         fmt::format("attachment; filename*=UTF-8''{}", percent_encode(name)));
    response.headers.set("X-Content-Type-Options", "nosniff");
    co_return response;
}

}  // namespace

async::Awaitable<Result<std::optional<assistant::Attached>>> take_files(
    Rooms& rooms, const net::Request& request, std::string user, std::vector<std::string> paths) {
    if (paths.empty()) co_return std::nullopt;
    auto* workshop = rooms.services.workshop;
    if (workshop == nullptr)
        co_return fail(ErrorCode::Invalid, "no skill here takes files",
                       "say it in words, without \"attach\"");
    ERRAND_CO_TRY_VOID(may_name_paths(request, user));
    ERRAND_CO_TRY_VOID(check_paths(paths));
    co_return co_await workshop->pool().run(
        [workshop, user, paths = std::move(paths)]() -> Result<std::optional<assistant::Attached>> {
            ERRAND_TRY(const auto items, workshop->files().take(user, paths));
            // An empty folder is handed in as such: the skill says so in the person's language.
            ERRAND_TRY(auto list, workshop->files().put_list(user, items));
            return assistant::Attached{std::move(list), items.size()};
        });
}

Doors file_doors(Rooms& rooms) {
    Doors doors;
    doors.push_back({.method = "GET",
                     .path = "/v1/files/{errand}/{version}/{name}",
                     .summary = "A file that an errand made, as its result's `url` names it.",
                     .answer = schema_string(),
                     .media_type = "application/octet-stream",
                     .handle = [&rooms](net::Request request, std::string user) {
                         return download(rooms, std::move(request), std::move(user));
                     }});
    return doors;
}

}  // namespace errand::server
