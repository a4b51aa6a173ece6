#include "synthetic/folder.hpp"

#include <fmt/format.h>

#include <fstream>

namespace errand::synthetic {
namespace {

namespace fs = std::filesystem;

Result<void> write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out)
        return fail(ErrorCode::Unavailable, fmt::format("{} cannot be written", path.string()));
    return {};
}

json::object row_of(const Made& made) {
    json::object row{
        {"file", made.name}, {"kind", made.kind}, {"source", "synthetic"}, {"truth", made.truth}};
    row["findings"] = json::encode(made.findings);
    if (!made.allowed.empty()) row["allowed"] = json::encode(made.allowed);
    if (!made.same_as.empty()) row["same_as"] = made.same_as;
    return row;
}

}  // namespace

Result<void> write_set(const Set& set, const Order& order, const fs::path& folder) {
    std::error_code failed;
    if (fs::exists(folder, failed) && !fs::is_empty(folder, failed))
        return fail(ErrorCode::Conflict, fmt::format("{} is not empty", folder.string()),
                    "name a folder that is not there yet");
    fs::create_directories(folder / "files", failed);
    if (failed)
        return fail(ErrorCode::Unavailable, fmt::format("{} cannot be made", folder.string()));
    json::array rows;
    for (const auto& made : set.files) {
        if (!made.is_inside && made.name.find('/') == std::string::npos)
            ERRAND_TRY_VOID(write_file(folder / "files" / made.name, made.bytes));
        rows.push_back(row_of(made));
    }
    ERRAND_TRY_VOID(write_file(folder / "truth.json", json::write_pretty(rows) + "\n"));
    const json::object about{{"seed", order.seed},
                             {"year", order.year},
                             {"buyer", set.buyer.name},
                             {"buyer_tax_id", order.faults ? set.buyer.tax_id : std::string{}}};
    return write_file(folder / "about.json", json::write_pretty(about) + "\n");
}

}  // namespace errand::synthetic
