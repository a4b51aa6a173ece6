// errand-measure-invoices DIR TRUTH [MISSES]: `errand eval-invoices` without the rest of the
// program, for those who work on reading invoices.
#include <fmt/format.h>

#include <cstdlib>

#include "eval/invoices/measure.hpp"

int main(int count, char** words) {
    namespace fs = std::filesystem;
    if (count < 3) {
        fmt::print(stderr, "usage: errand-measure-invoices DIR TRUTH.json [MISSES]\n");
        return 2;
    }
    std::error_code failed;
    const auto program =
        fs::read_symlink("/proc/self/exe", failed).parent_path() / "errand-documents";
    const auto report = errand::eval::invoices::measure(words[1], words[2], program);
    if (!report) {
        fmt::print(stderr, "{}\n", report.error().message);
        return 1;
    }
    const auto misses = count > 3 ? std::strtoul(words[3], nullptr, 10) : 20UL;
    fmt::print("{}", errand::eval::invoices::text(*report, misses));
    return report->silent == 0 ? 0 : 1;
}
