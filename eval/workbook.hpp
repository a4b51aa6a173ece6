// Owns: reading the cells of an Excel workbook (ECMA-376), as far as a scenario compares them. A
// cell is its text: of a number as the file has it, of a formula its stored result. Pure; any
// thread. The file is unpacked and parsed within the bounds of src/document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace errand::eval {

struct Sheet {
    std::string name;
    std::vector<std::vector<std::string>>
        rows;  // from row 1, column A; short where the rest is empty
};

// In the order of the workbook. Corrupt: no workbook.
Result<std::vector<Sheet>> read_workbook(std::string_view bytes);

}  // namespace errand::eval
