-- datasurface-ls in Neovim, from 0.7 on:
--
--     require('datasurface_ls').setup()
--
-- `setup` takes what `vim.lsp.config()` takes (`cmd`, `settings`, `on_attach`, …) on every version.

local M = {}

local NAME = 'datasurface_ls'

local DEFAULTS = {
  cmd = { 'datasurface-ls', 'server' },
  filetypes = { 'python' },
  -- The server asks for its settings later on; this way it need not start without them.
  before_init = function(params, config)
    if next(config.settings or {}) then
      params.initializationOptions = config.settings
    end
  end,
}

local function exists(path)
  return (vim.uv or vim.loop).fs_stat(path) ~= nil
end

--- Whether a `pyproject.toml` holds settings of ours.
local function has_settings(path)
  local file = io.open(path)
  if not file then
    return false
  end
  local text = '\n' .. file:read('*a')
  file:close()
  return text:find('\n%s*%[%s*tool%s*%.%s*datasurface%s*[%].]') ~= nil
end

--- The folder to open for a file: that of the settings within its repository, else that of the
--- nearest `eco.py`. Nil where there is no model.
function M.root(path)
  local entry
  local in_repository = true
  local folder, parent = path, vim.fn.fnamemodify(path, ':p:h')
  while parent ~= folder do
    folder = parent
    if in_repository and has_settings(folder .. '/pyproject.toml') then
      return folder
    end
    if not entry and exists(folder .. '/eco.py') then
      entry = folder
    end
    in_repository = in_repository and not exists(folder .. '/.git')
    parent = vim.fn.fnamemodify(folder, ':h')
  end
  return entry
end

local function root_of(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  if name ~= '' and vim.bo[buffer].buftype == '' then
    return M.root(name)
  end
end

--- What `vim.lsp.enable` does, for versions without it.
local function enable(config)
  local clients = {}

  local function attach(buffer)
    local root = root_of(buffer)
    if not root then
      return
    end
    if not (clients[root] and vim.lsp.get_client_by_id(clients[root])) then
      local own = { name = NAME, root_dir = root }
      clients[root] = vim.lsp.start_client(vim.tbl_extend('force', config, own))
    end
    if clients[root] then
      vim.lsp.buf_attach_client(buffer, clients[root])
    end
  end

  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup(NAME, {}),
    pattern = config.filetypes,
    callback = function(event)
      attach(event.buf)
    end,
  })
  for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buffer) and vim.tbl_contains(config.filetypes, vim.bo[buffer].filetype) then
      attach(buffer)
    end
  end
end

--- Starts the server for Python files that belong to a model, now and when they are opened.
function M.setup(options)
  local config = vim.tbl_deep_extend('force', DEFAULTS, options or {})
  if not (vim.lsp.config and vim.lsp.enable) then
    return enable(config)
  end
  config.root_dir = config.root_dir
    or function(buffer, open)
      local root = root_of(buffer)
      if root then
        open(root)
      end
    end
  vim.lsp.config(NAME, config)
  vim.lsp.enable(NAME)
end

return M
