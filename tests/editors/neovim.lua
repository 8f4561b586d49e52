-- Plays a scenario in Neovim, with the configuration as people install it.

local function read(path)
  local file = assert(io.open(path))
  local text = file:read('*a')
  file:close()
  return text
end

local DECODE = vim.json and vim.json.decode or vim.fn.json_decode
local SCENARIO = DECODE(read(vim.env.SCENARIO))
local PATIENCE = tonumber(vim.env.PATIENCE) * 1000

require('datasurface_ls').setup({
  settings = SCENARIO.settings and { datasurface = SCENARIO.settings },
})

-- Asks again and again, since an answer may come in parts; `state` tells what there was instead.
local function wait(condition, what, state)
  if not vim.wait(PATIENCE, condition, 20) then
    error(('%s: not within %s s; there is %s'):format(what, vim.env.PATIENCE, vim.inspect(state())), 0)
  end
end

local function clients()
  if vim.lsp.get_clients then
    return vim.lsp.get_clients({ bufnr = 0 })
  end
  return vim.tbl_values(vim.lsp.buf_get_clients(0))
end

-- The one place of a text in the buffer, as `vim.diagnostic` counts: rows and bytes from 0.
local function place(text)
  local found = {}
  for row, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local from, to = line:find(text, 1, true)
    while from do
      table.insert(found, { row - 1, from - 1, row - 1, to })
      from, to = line:find(text, to + 1, true)
    end
  end
  assert(#found == 1, ('%s: %d times in the buffer'):format(text, #found))
  return found[1]
end

local SEVERITIES = { 'error', 'warning', 'information', 'hint' }

local function findings()
  return vim.tbl_map(function(it)
    return {
      code = it.code or (it.user_data and it.user_data.lsp and it.user_data.lsp.code),
      severity = SEVERITIES[it.severity],
      place = { it.lnum, it.col, it.end_lnum, it.end_col },
    }
  end, vim.diagnostic.get(0))
end

local STEPS = {}

local function edit(path)
  vim.cmd('edit ' .. vim.fn.fnameescape(path))
  assert(vim.bo.filetype == 'python', path)
end

--- A file that belongs to no model has no server.
STEPS['open-elsewhere'] = function()
  edit(vim.env.ELSEWHERE)
  assert(#clients() == 0, 'there is a server')
end

function STEPS.open(step)
  edit(vim.env.MODEL .. '/' .. step.file)
  wait(function()
    local client = clients()[1]
    return client and client.initialized
  end, 'a server', clients)
  assert(#clients() == 1, 'more than one server')
  local root = clients()[1].config.root_dir
  assert(root == vim.env.MODEL, ('the root is %s'):format(root))
end

function STEPS.replace(step)
  local row, from, _, to = unpack(place(step.old))
  vim.api.nvim_buf_set_text(0, row, from, row, to, { step.new })
end

function STEPS.finding(step)
  local wanted = { code = step.code, severity = step.severity, place = place(step.on) }
  wait(function()
    return #vim.tbl_filter(function(it)
      return vim.deep_equal(it, wanted)
    end, findings()) == 1
  end, vim.inspect(wanted), findings)
end

function STEPS.clean()
  wait(function()
    return #findings() == 0
  end, 'no findings', findings)
end

local function play()
  for number, step in ipairs(SCENARIO.steps) do
    local done, problem = pcall(STEPS[step['do']], step)
    if not done then
      error(('step %d, %s: %s'):format(number, step['do'], problem), 0)
    end
  end
end

vim.api.nvim_create_autocmd('VimEnter', {
  nested = true,
  callback = function()
    local done, problem = pcall(play)
    if done then
      vim.cmd('qall!')
    end
    io.stderr:write(problem, '\n')
    vim.cmd('cquit')
  end,
})
